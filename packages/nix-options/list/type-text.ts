import type { OptionType } from "./option-list";

const SIMPLE: Readonly<Record<string, string>> = {
  bool: "boolean",
  str: "string",
  nestr: "non-empty string",
  line: "single-line string",
  sline: "single-line string",
  sep: "string",
  int: "integer",
  unsigned: "integer >= 0",
  positive: "integer > 0",
  float: "float",
  numpos: "number > 0",
  path: "absolute path",
  package: "package",
  sub: "submodule",
  json: "JSON-like value",
  atoms: "string, number, boolean or null",
  systemd: "systemd value",
  attrs: "attribute set",
  any: "anything",
  fn: "function",
};

/** A type in words, shorter than in Nix's manuals: `null or list of string`. */
export function typeText(type: OptionType): string {
  switch (type[0]) {
    case "sep":
      return type[1] === undefined || type[1] === "\n"
        ? "lines"
        : `string, joined by ${JSON.stringify(type[1])}`;
    case "match":
      return `string matching ${type[1]}`;
    case "q":
      return type[1];
    case "between":
    case "numbetween":
      return rangeText(type[0] === "between" ? "integer" : "number", type[1], type[2]);
    case "enum":
      return `one of ${type[1].map((value) => JSON.stringify(value)).join(", ")}`;
    case "nullOr":
      return `null or ${typeText(type[1])}`;
    case "listOf":
      return `list of ${inner(type[1])}`;
    case "ne":
      return `non-empty ${typeText(type[1])}`;
    case "attrsOf":
      return `attribute set of ${inner(type[1])}`;
    case "opensub":
      return "freeform submodule";
    case "or":
      return [...new Set(alternatives(type).map(inner))].join(" or ");
    default:
      return SIMPLE[type[0]] ?? type[0];
  }
}

function alternatives(type: OptionType): readonly OptionType[] {
  return type[0] === "or" ? type[1].flatMap(alternatives) : [type];
}

function inner(type: OptionType): string {
  const text = typeText(type);
  return type[0] === "or" || type[0] === "nullOr" ? `(${text})` : text;
}

function rangeText(what: string, low: number | null, high: number | null): string {
  if (high === null) return `${what} >= ${low}`;
  return low === null ? `${what} <= ${high}` : `${what} from ${low} to ${high}`;
}
