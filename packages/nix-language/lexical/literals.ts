import { excerpt, NixValueError } from "../value-error";

/** Words that Nix reserves; `or` is one only in some places, but is refused in all. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "or",
  "rec",
  "then",
  "with",
]);

/** The smallest positive number that Nix reads; it refuses subnormal ones. */
const SMALLEST_FLOAT = 2 ** -1022;

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Whether a name can be written bare, as a variable or as an attribute name. */
export function isIdentifier(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !KEYWORDS.has(name);
}

/**
 * A name that a variable or a parameter can have.
 *
 * @throws NixValueError for a keyword or a name with other characters
 */
export function identifier(name: string): string {
  if (typeof name === "string" && isIdentifier(name)) return name;
  throw new NixValueError({
    summary: `${excerpt(name)} is not a Nix variable`,
    allowed: "a letter or _, then letters, digits, _, - or ', and no keyword",
    remedy:
      "rename it, or give an attribute name that needs quotes as a further argument of nix.ref",
  });
}

/**
 * A path literal, relative to the file it stands in.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and consists of plain characters
 */
export function pathLiteral(path: string): string {
  if (typeof path === "string" && /^(\.{0,2})(\/[a-zA-Z0-9._+-]+)+$/.test(path)) return path;
  throw new NixValueError({
    summary: `${excerpt(path)} is not a Nix path`,
    allowed: 'letters, digits, ".", "_", "+" and "-" between slashes',
    remedy: "start with ./, ../ or /, and end without /",
  });
}

/**
 * The digits of a number: an integer without a dot, else a float.
 *
 * @throws NixValueError for NaN, infinities, integers beyond ±(2^53 - 1) and subnormal numbers
 */
export function integerOrFloat(value: number): string {
  if (!Number.isInteger(value)) return float(value);
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  throw new NixValueError({
    summary: `${value} is beyond ±(2^53 - 1), where a number no longer holds every integer`,
    remedy: `pass a string, or nix.float(${value}) for a float`,
  });
}

/**
 * The digits of a float. Nix wants a dot in front of an exponent (`1.0e21`), and has no negative
 * zero.
 *
 * @throws NixValueError for NaN, infinities and subnormal numbers
 */
export function float(value: number): string {
  if (!Number.isFinite(value)) {
    throw new NixValueError({
      summary: `${excerpt(value)} has no literal in Nix`,
      remedy: "use a finite number",
    });
  }
  if (value !== 0 && Math.abs(value) < SMALLEST_FLOAT) {
    throw new NixValueError({
      summary: `${value} is too small for Nix`,
      remedy: `use 0 or a number of at least ${SMALLEST_FLOAT}`,
    });
  }
  const [digits = "", exponent] = String(value).split("e");
  const mantissa = digits.includes(".") ? digits : `${digits}.0`;
  return exponent === undefined ? mantissa : `${mantissa}e${exponent}`;
}

/**
 * Text that a Nix file can hold.
 *
 * @throws NixValueError for a NUL character or half of a surrogate pair, and for what is no text
 */
export function wellFormed(text: string): string {
  if (typeof text !== "string") {
    throw new NixValueError({
      summary: `${excerpt(text)} is not a text`,
      remedy: "pass a string",
    });
  }
  if (text.includes("\0")) {
    throw new NixValueError({
      summary: `${excerpt(text)} contains a NUL character, which no Nix string can hold`,
      remedy: "remove it",
    });
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new NixValueError({
      summary: `${excerpt(text)} contains half of a surrogate pair, which UTF-8 cannot hold`,
      remedy: "remove it",
    });
  }
  return text;
}

/**
 * Text as it stands in `"…"`.
 *
 * @param beforeInterpolation whether `${…}` follows, which a `$` in front of it would disable
 */
export function escapeSimple(text: string, beforeInterpolation: boolean): string {
  const escaped = text.replace(
    /["\\\n\r\t]|\$\{/g,
    (special) => SIMPLE_ESCAPES[special] ?? `\\${special}`,
  );
  return beforeInterpolation ? escaped.replace(/\$$/, "\\$") : escaped;
}

/**
 * One line of text as it stands in `''…''`. Two quotes become three; a single one is escaped where
 * it would join the quotes of an escape or of the string's end.
 *
 * @param next what follows the text on its line
 */
export function escapeIndented(
  text: string,
  next: "interpolation" | "end of line" | "end of string",
): string {
  const escaped = text
    .replace(/'+/g, (quotes, offset: number) => {
      const rest = text.slice(offset + quotes.length);
      const joins =
        rest.startsWith("${") ||
        (rest === "$" && next === "interpolation") ||
        (rest === "" && next === "end of string");
      const lone = joins ? "''\\'" : "'";
      return "'''".repeat(quotes.length >> 1) + (quotes.length % 2 === 1 ? lone : "");
    })
    .replace(/\$\{/g, "''${");
  return next === "interpolation" ? escaped.replace(/\$$/, "''$") : escaped;
}

/**
 * The lines of a `#` comment.
 *
 * @throws NixValueError for text that no file can hold
 */
export function commentLines(text: string): string[] {
  return wellFormed(text)
    .split(/\r\n|[\r\n]/)
    .map((line) => withoutTrailingSpace(`# ${line}`));
}

function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (/[\p{White_Space}\ufeff]/u.test(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}
