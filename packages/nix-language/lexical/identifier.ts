import { NixValueError } from "../value-error";

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
  if (isIdentifier(name)) return name;
  throw new NixValueError(
    `${JSON.stringify(name)} is not a Nix variable: use a letter or _, then letters, digits, _, - or ', and no keyword`,
  );
}
