import { excerpt, NixValueError } from "../value-error";

/** Reserved words of Nix. `or` is reserved only in some places, but is refused everywhere. */
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

/** The smallest positive number that Nix accepts; it refuses subnormal numbers. */
const SMALLEST_FLOAT = 2 ** -1022;

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Whether a name is valid without quotes, as a variable or an attribute name. */
export function isIdentifier(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !KEYWORDS.has(name);
}

/**
 * A valid name of a variable or a parameter.
 *
 * @throws NixValueError for a keyword or a name with other characters
 */
export function identifier(name: string): string {
  if (typeof name === "string" && isIdentifier(name)) return name;
  throw new NixValueError({
    summary: `${excerpt(name)} is not a Nix variable`,
    allowed: "a letter or _, then letters, digits, _, - or ', but not a keyword",
    remedy:
      "rename it, or pass an attribute name that needs quotes as a separate argument of nix.ref",
  });
}

/**
 * A path literal, relative to the file that contains it.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and contains only allowed characters
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
    summary: `${value} is beyond ±(2^53 - 1), so JavaScript may have rounded it`,
    remedy: `pass a string, or nix.float(${value}) for a float`,
  });
}

/**
 * The digits of a float. Nix requires a dot before an exponent (`1.0e21`), and has no negative zero.
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
 * Text that a Nix file can contain.
 *
 * @throws NixValueError for a NUL character, half of a surrogate pair, or a value that is not a string
 */
export function wellFormed(text: string): string {
  if (typeof text !== "string") {
    throw new NixValueError({
      summary: `${excerpt(text)} is not a string`,
      remedy: "use a string",
    });
  }
  if (text.includes("\0")) {
    throw new NixValueError({
      summary: `${excerpt(text)} contains a NUL character, which is not allowed in a Nix string`,
      remedy: "remove it",
    });
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new NixValueError({
      summary: `${excerpt(text)} contains half of a surrogate pair, which UTF-8 cannot encode`,
      remedy: "remove it",
    });
  }
  return text;
}

/**
 * Text as it is written in `"…"`.
 *
 * @param beforeInterpolation whether `${…}` follows: a `$` directly before it would disable it
 */
export function escapeSimple(text: string, beforeInterpolation: boolean): string {
  const escaped = text.replace(
    /["\\\n\r\t]|\$\{/g,
    (special) => SIMPLE_ESCAPES[special] ?? `\\${special}`,
  );
  return beforeInterpolation ? escaped.replace(/\$$/, "\\$") : escaped;
}

/**
 * One line of text as it is written in `''…''`. Two quotes become three. A single quote is escaped if it
 * would merge with the quotes of an escape or of the end of the string.
 *
 * @param next the part after the text on its line
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
 * @throws NixValueError for text that a file cannot contain
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
