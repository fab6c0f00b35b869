const MARK = Symbol.for("nix-fleet.nix-language.NixValueError");

/** Characters of a text that a message quotes. */
const EXCERPT = 60;

/** What is wrong with a value. */
export interface NixProblem {
  /** What is wrong, with the value: `NaN has no literal in Nix`. */
  readonly summary: string;
  /** What Nix accepts in this place. @default - the remedy says it */
  readonly allowed?: string;
  readonly remedy: string;
  /** What kind of problem it is, where a program tells it from others. @default - any other */
  readonly kind?: "cyclic" | "too-deep";
}

/** A value that Nix cannot express, or that no Nix file can hold. */
export class NixValueError extends Error {
  static {
    Object.defineProperty(NixValueError.prototype, MARK, { value: true });
  }

  /** Whether a value is such an error, of this or of another copy of the package. */
  static isNixValueError(value: unknown): value is NixValueError {
    return typeof value === "object" && value !== null && MARK in value;
  }

  override readonly name = "NixValueError";

  /**
   * @param place - attribute path within the value that was printed, with `[n]` for list items:
   * `machines[1]."web/1".mtu`; empty for the whole value
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

/** A value as a message quotes it. */
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
  return `an object of ${kind.name || "a class without name"}`;
}
