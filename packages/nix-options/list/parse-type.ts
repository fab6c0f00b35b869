import type { EnumValue, OptionType } from "./option-list";

/** Descriptions of types without an argument. */
const SIMPLE: Readonly<Record<string, OptionType>> = {
  boolean: ["bool"],
  string: ["str"],
  "non-empty string": ["nestr"],
  "string (with check: non-empty)": ["nestr"],
  "single-line string": ["sline"],
  "(optionally newline-terminated) single-line string": ["line"],
  "string, not containing newlines or colons": ["match", "[^:\n]*"],
  "string, with spaces inside double quotes": ["str"],
  "string without spaces": ["match", "[^ ]*"],
  integer: ["int"],
  "signed integer": ["int"],
  "unsigned integer, meaning >=0": ["unsigned"],
  "positive integer, meaning >0": ["positive"],
  "floating point number": ["float"],
  "nonnegative integer or floating point number, meaning >=0": ["numbetween", 0, null],
  "positive integer or floating point number, meaning >0": ["numpos"],
  path: ["path"],
  "absolute path": ["path"],
  "absolute path in the Nix store": ["path"],
  "absolute path not in the Nix store": ["path"],
  "absolute path, not containing newlines or colons": ["path"],
  "path in the Nix store": ["path"],
  "path not in the Nix store": ["path"],
  package: ["package"],
  submodule: ["sub"],
  "attribute set": ["attrs"],
  anything: ["any"],
  "unspecified value": ["any"],
  "raw value": ["any"],
  module: ["any"],
  "optionType value": ["any"],
  "systemd option": ["systemd"],
};

/** Descriptions that start with a word, followed by the type of the contents. */
const COMPOSED: readonly (readonly [RegExp, (inner: OptionType) => OptionType])[] = [
  [/^null or (.+)$/s, (inner) => ["nullOr", inner]],
  [/^list of (.+)$/s, (inner) => ["listOf", inner]],
  [/^non-empty (\(list of .+\))$/s, (inner) => ["ne", inner]],
  [/^(?:lazy )?attribute set of (.+)$/s, (inner) => ["attrsOf", inner]],
  [/^open submodule of (.+)$/s, (inner) => ["opensub", inner]],
  [/^(?:section of an INI file \()?attrs of (.+?)\)?$/s, (inner) => ["attrsOf", inner]],
];

/**
 * Parses the description of a type in Nix's module system: `null or (list of string)`.
 *
 * Unknown descriptions, such as those of a module's own types, become `q`, which accepts any value.
 */
export function parseType(description: string): OptionType {
  const text = description.trim().replace(/[“”]/g, '"');
  return whole(text) ?? ["q", description];
}

function whole(text: string): OptionType | undefined {
  const inside = unwrapped(text);
  if (inside !== undefined) return whole(inside) ?? ["q", inside];
  return (
    SIMPLE[text] ??
    special(text) ??
    converted(text) ??
    nullable(text) ??
    either(text) ??
    composed(text)
  );
}

function special(text: string): OptionType | undefined {
  if (text.startsWith("function that evaluates to ")) return alone(text) ? ["fn"] : undefined;
  if (/^\w+( 1\.[12])? value$/.test(text)) return ["json"];
  if (
    /^(INI |Nix config )?atom \(null, bool, int, float(, str, path or package| or string)\)$/.test(
      text,
    )
  ) {
    return ["atoms"];
  }
  const separated = /^strings concatenated with "(.*)"$/s.exec(text);
  if (separated) return ["sep", separated[1] === "\\n" ? "\n" : (separated[1] ?? "")];
  const pattern = /^string matching the pattern (.+)$/s.exec(text);
  if (pattern && !/ or |\(list of/.test(pattern[1] ?? "")) return ["match", pattern[1] ?? ""];
  return range(text) ?? enumeration(text);
}

function range(text: string): OptionType | undefined {
  const match =
    /^(?:\d+ bit (?:un)?signed integer;|(integer or floating point number)|integer) between (-?[\d.]+) and (-?[\d.]+) \(both inclusive\)$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, float, low, high] = match;
  return [float === undefined ? "between" : "numbetween", Number(low), Number(high)];
}

function enumeration(text: string): OptionType | undefined {
  const single = /^value (.+) \(singular enum\)$/s.exec(text);
  const several = /^one of (.+)$/s.exec(text);
  const values = enumValues(single?.[1] ?? several?.[1] ?? "");
  return values === undefined ? undefined : ["enum", values];
}

function enumValues(text: string): readonly EnumValue[] | undefined {
  const values: EnumValue[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^("(?:[^"\\]|\\.)*"|<null>|true|false|-?\d+)(?:, |$)/s.exec(rest);
    if (match === null) return undefined;
    values.push(enumValue(match[1] ?? ""));
    rest = rest.slice(match[0].length);
  }
  return values.length === 0 ? undefined : values;
}

function enumValue(text: string): EnumValue {
  if (text === "<null>") return null;
  if (!text.startsWith('"')) return JSON.parse(text);
  return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}

/** `A or B convertible to it` */
function converted(text: string): OptionType | undefined {
  const end = " convertible to it";
  if (!text.endsWith(end)) return undefined;
  const parts = alternatives(text.slice(0, -end.length));
  if (parts.length < 2) return undefined;
  return ["or", parts.map(parsePart), true];
}

function nullable(text: string): OptionType | undefined {
  const rest = /^null or (.+)$/s.exec(text)?.[1];
  return rest === undefined ? undefined : ["nullOr", parsePart(rest)];
}

function either(text: string): OptionType | undefined {
  const parts = alternatives(text);
  if (parts.length < 2) return undefined;
  const types = parts.map(parsePart);
  const others = types.filter((_, index) => parts[index] !== "null");
  if (others.length === types.length) return ["or", types, false];
  const [only] = others;
  return ["nullOr", others.length === 1 && only !== undefined ? only : ["or", others, false]];
}

function composed(text: string): OptionType | undefined {
  for (const [form, compose] of COMPOSED) {
    const inner = form.exec(text)?.[1];
    if (inner === undefined) continue;
    const type = parsePart(inner);
    return form.source.startsWith("^non-empty") && type[0] === "listOf"
      ? ["ne", type]
      : compose(type);
  }
  return undefined;
}

function parsePart(text: string): OptionType {
  // `positive integer, meaning >0, or string`
  return whole(text) ?? whole(text.replace(/,$/, "")) ?? ["q", text];
}

/** The text between parentheses around the whole text. */
function unwrapped(text: string): string | undefined {
  if (!text.startsWith("(") || !text.endsWith(")")) return undefined;
  let depth = 0;
  for (const [index, character] of Array.from(text).entries()) {
    if (character === "(") depth++;
    if (character === ")" && --depth === 0)
      return index === text.length - 1 ? text.slice(1, -1) : undefined;
  }
  return undefined;
}

function alone(text: string): boolean {
  return alternatives(text).length === 1;
}

/** Splits at each ` or ` outside parentheses, quotes and names of types. */
function alternatives(text: string): readonly string[] {
  const masked = text
    .replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => "_".repeat(quoted.length))
    .replace(/(?:nonnegative |positive )?integer or floating point number(?=,| between)/g, (name) =>
      "_".repeat(name.length),
    )
    .replace(/newlines or colons/g, (name) => "_".repeat(name.length));
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < masked.length; index++) {
    if (masked[index] === "(") depth++;
    else if (masked[index] === ")") depth--;
    else if (depth === 0 && masked.startsWith(" or ", index)) {
      parts.push(text.slice(start, index));
      start = index + 4;
    }
  }
  return [...parts, text.slice(start)];
}
