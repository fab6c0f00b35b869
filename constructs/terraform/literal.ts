import { Token } from "cdktf";

// cdktf encodes a reference in a string as `${TfToken[…]}`, which must not be escaped.
const TEMPLATE_START = /[$%](?=\{(?!TfToken\[))/g;
// Dollar signs directly before a reference would escape its `${`.
const DOLLARS_BEFORE_REFERENCE = /\$+(?=\$\{TfToken\[)/g;

/**
 * Escapes text for Terraform: `${` becomes `$${` and `%{` becomes `%%{`. References in it
 * (`server.ipv4Address`, `expression("var.x")`) are not escaped.
 */
export function literal(text: string): string {
  return text
    .replace(TEMPLATE_START, (start) => start + start)
    .replace(DOLLARS_BEFORE_REFERENCE, (dollars) => `\${"${dollars}"}`);
}

/**
 * The values of a map as {@link literal}s; a map that is a single expression is returned unchanged. Checks report
 * values that are not strings.
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
