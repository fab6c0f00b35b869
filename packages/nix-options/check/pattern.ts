/** Classes of characters that Nix's patterns have and JavaScript's do not, within ASCII. */
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
 * Whether a pattern of Nix matches the whole of a text. One that JavaScript does not read, or a text
 * outside ASCII, counts as a match.
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
