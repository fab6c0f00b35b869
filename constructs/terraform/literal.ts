import { Token } from "cdktf";

// cdktf marks the place of a reference in a string as `${TfToken[…]}`: these are not the user's text.
const TEMPLATE_START = /[$%](?=\{(?!TfToken\[))/g;
// Dollars just before a reference would make Terraform take its `${` for an escaped one.
const DOLLARS_BEFORE_REFERENCE = /\$+(?=\$\{TfToken\[)/g;

/**
 * Text that Terraform is to take as it is: `${` becomes `$${` and `%{` becomes `%%{`. References in it
 * (`server.ipv4Address`, `expression("var.x")`) stay references.
 */
export function literal(text: string): string {
  return text
    .replace(TEMPLATE_START, (start) => start + start)
    .replace(DOLLARS_BEFORE_REFERENCE, (dollars) => `\${"${dollars}"}`);
}

/**
 * The values of a map as {@link literal}s; a map that is one expression as a whole stays it. Values that
 * are no text, which JavaScript lets pass, are left to the checks.
 */
export function literalValues(map: Readonly<Record<string, string>>): Record<string, string> {
  if (Token.isUnresolved(map)) return map;
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      typeof value === "string" ? literal(value) : value,
    ]),
  );
}
