/** Character classes of Nix's regular expressions that JavaScript lacks, for ASCII. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  blank: " \\t",
  digit: "0-9",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\s",
  upper: "A-Z",
  xdigit: "A-Fa-f0-9",
};

/**
 * Whether a Nix regular expression matches a whole text. Patterns that JavaScript cannot parse, and texts
 * with non-ASCII characters, count as a match.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  if (/[^\n -~]/.test(text)) return true;
  const source = pattern.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
  try {
    return new RegExp(`^(?:${source})$`, "s").test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}
