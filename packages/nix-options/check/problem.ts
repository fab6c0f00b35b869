import type { OptionType } from "../list/option-list";
import { typeText } from "../list/type-text";
import { nearestNames } from "./nearest";
import { type Path, pathText } from "./path";

export type ProblemKind =
  | "unknown-option"
  | "wrong-type"
  | "read-only"
  | "missing-option"
  | "dotted-name";

/** A problem in settings. */
export interface OptionProblem {
  readonly kind: ProblemKind;
  /** The option in Nix syntax: `users.users.ada.isNormaluser`. */
  readonly path: string;
  /** The problem, in lower case, without a full stop. */
  readonly what: string;
  /** The value of the option; `undefined` for a missing option. */
  readonly value: unknown;
  /** The allowed values, in words. */
  readonly allowed: string;
  /** The remedy. */
  readonly remedy: string;
  /** Suggestions for an unknown name, the most similar first. */
  readonly nearest: readonly string[];
  /** The list with which the settings were compared: `the option list of NixOS 25.11`. */
  readonly list: string;
}

/** The place of a problem, and the list with which it was compared. */
interface Where {
  readonly path: Path;
  readonly list: string;
}

/** Maximum number of names in a message. */
const MOST_NAMES = 12;

/**
 * @param path its last step is the unknown name
 * @param elsewhere the remedy for an option of another module class
 */
export function unknownOption(
  { path, list }: Where,
  value: unknown,
  known: readonly string[],
  elsewhere: string | undefined,
): OptionProblem {
  const name = String(path.at(-1));
  const nearest = nearestNames(name, known);
  return {
    kind: "unknown-option",
    path: pathText(path),
    what: `${pathText(path)} is not in ${list}`,
    value,
    allowed: namesText(known, nearest),
    remedy: unknownRemedy(nearest, elsewhere),
    nearest,
    list,
  };
}

function unknownRemedy(nearest: readonly string[], elsewhere: string | undefined): string {
  if (nearest.length > 0) {
    return elsewhere === undefined
      ? didYouMean(nearest)
      : `${didYouMean(nearest)} Or: ${elsewhere}`;
  }
  if (elsewhere !== undefined) return elsewhere;
  return "check the name; if one of your modules or an input declares the option, declare it in the fleet; if your version has it, update the list or accept it";
}

function didYouMean(names: readonly string[]): string {
  return `did you mean ${names.join(" or ")}?`;
}

function namesText(names: readonly string[], nearest: readonly string[]): string {
  if (names.length === 0) return "no options";
  if (names.length <= MOST_NAMES) return names.join(", ");
  const some = nearest.length > 0 ? nearest : names.slice(0, 3);
  return `${names.length} options, such as ${some.join(", ")}`;
}

export function wrongType({ path, list }: Where, value: unknown, type: OptionType): OptionProblem {
  const allowed = typeText(type);
  const nearest = typeof value === "string" ? nearestNames(value, textsOf(type)) : [];
  return {
    kind: "wrong-type",
    path: pathText(path),
    what: `${pathText(path)} has a value of the wrong type`,
    value,
    allowed,
    remedy:
      nearest.length > 0
        ? didYouMean(nearest.map((text) => JSON.stringify(text)))
        : wrongTypeRemedy(value, type),
    nearest,
    list,
  };
}

/** @param names the names in the expected set */
export function noSet(
  { path, list }: Where,
  value: unknown,
  names: readonly string[],
): OptionProblem {
  return {
    kind: "wrong-type",
    path: pathText(path),
    what: `${pathText(path) || "the settings"} is a set of options, not an option`,
    value,
    allowed: namesText(names, []),
    remedy: "set the options in it",
    nearest: [],
    list,
  };
}

export function readOnly({ path, list }: Where, value: unknown): OptionProblem {
  return {
    kind: "read-only",
    path: pathText(path),
    what: `${pathText(path)} is read-only`,
    value,
    allowed: "no value: its module computes it",
    remedy: "remove it",
    nearest: [],
    list,
  };
}

export function missingOption({ path, list }: Where, type: OptionType): OptionProblem {
  const allowed = typeText(type);
  return {
    kind: "missing-option",
    path: pathText(path),
    what: `${pathText(path)} is missing, and has no default`,
    value: undefined,
    allowed,
    remedy: `set ${path.at(-1)} in this item`,
    nearest: [],
    list,
  };
}

/** @param path its last step is the name that contains dots */
export function dottedName({ path, list }: Where, value: unknown): OptionProblem {
  const steps = String(path.at(-1)).split(".");
  return {
    kind: "dotted-name",
    path: pathText(path),
    what: `${pathText(path)} is written as one name with dots`,
    value,
    allowed: "options nested as in Nix",
    remedy: `write ${steps.map((step) => `{ ${step}: `).join("")}…${" }".repeat(steps.length)}`,
    nearest: [],
    list,
  };
}

/** Types with text values. */
const TEXTS: readonly OptionType[0][] = ["str", "nestr", "line", "sline", "sep", "match"];

/** Types with integer values. */
const NUMBERS: readonly OptionType[0][] = ["int", "unsigned", "positive", "between"];

function wrongTypeRemedy(value: unknown, type: OptionType): string {
  const kinds = kindsOf(type);
  if (typeof value === "number") {
    if (kinds.has("bool") && (value === 0 || value === 1)) return `write ${value === 1}`;
    if (Number.isInteger(value) && kinds.has("float")) return `write nix.float(${value})`;
    if (TEXTS.some((kind) => kinds.has(kind))) return `write it as text: "${value}"`;
  }
  if (typeof value === "string") {
    if (kinds.has("package")) return 'write pkgs("name"), or another expression';
    if (kinds.has("bool") && /^(true|false)$/.test(value)) return `write ${value} without quotes`;
    if (kinds.has("bool") && /^(yes|no)$/.test(value)) return `write ${value === "yes"}`;
    if (NUMBERS.some((kind) => kinds.has(kind)) && /^-?\d+$/.test(value)) {
      return `write ${value} without quotes`;
    }
    if (kinds.has("path"))
      return 'start it with /, or write nix.path("./…") for a file in the same folder as the module';
  }
  if (kinds.has("listOf") && value !== null) return "put it into a list";
  return "use an allowed value";
}

function kindsOf(type: OptionType): ReadonlySet<string> {
  return new Set(alternativesOf(type).map(([kind]) => kind));
}

function textsOf(type: OptionType): readonly string[] {
  return alternativesOf(type).flatMap((alternative) =>
    alternative[0] === "enum" ? alternative[1].filter((value) => typeof value === "string") : [],
  );
}

function alternativesOf(type: OptionType): readonly OptionType[] {
  if (type[0] === "nullOr") return alternativesOf(type[1]);
  return type[0] === "or" ? type[1].flatMap(alternativesOf) : [type];
}
