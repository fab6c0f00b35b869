const MARK = Symbol.for("nix-fleet.nix-language.NixValueError");

/** Maximum length of a quoted text in a message. */
const EXCERPT = 60;

/** The problem with a value. */
export interface NixProblem {
  /** The problem, with the value: `NaN has no literal in Nix`. */
  readonly summary: string;
  /** The values that Nix accepts in this place. @default - see the remedy */
  readonly allowed?: string;
  readonly remedy: string;
  /** The kind of problem, for programs. @default - any other */
  readonly kind?: "cyclic" | "too-deep";
}

/** A value that Nix cannot express, or that a Nix file cannot contain. */
export class NixValueError extends Error {
  static {
    Object.defineProperty(NixValueError.prototype, MARK, { value: true });
  }

  /** Whether a value is a NixValueError, also of another copy of the package. */
  static isNixValueError(value: unknown): value is NixValueError {
    return typeof value === "object" && value !== null && MARK in value;
  }

  override readonly name = "NixValueError";

  /**
   * @param place - attribute path within the printed value, with `[n]` for list items:
   *   `machines[1]."web/1".mtu`; empty for the whole value
   */
  constructor(
    readonly problem: NixProblem,
    readonly place = "",
  ) {
    const { summary, remedy, allowed } = problem;
    const where = place === "" ? "" : `${place}: `;
    const choice = allowed === undefined ? "" : ` (allowed: ${allowed})`;
    super(`${where}${summary}: ${remedy}${choice}`);
  }
}

/** A value as quoted in a message. */
export function excerpt(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value));
    case "bigint":
      return `the bigint ${shortened(String(value))}`;
    case "symbol":
    case "function":
      return `a ${typeof value}`;
    case "object":
      return value === null ? "null" : objectText(value);
    default:
      return String(value);
  }
}

function shortened(text: string): string {
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

function objectText(value: object): string {
  if (Array.isArray(value)) return "a list";
  const kind: unknown = value.constructor;
  if (typeof kind !== "function" || kind === Object) return "an object";
  return `an instance of ${kind.name || "an anonymous class"}`;
}
