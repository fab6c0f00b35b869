const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

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
