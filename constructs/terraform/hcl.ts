import { literal } from "./literal";

/** The text of an HCL string, for use between quotes in an `expression`. */
export function hclText(text: string): string {
  const json = JSON.stringify(text).slice(1, -1);
  // HCL does not support JSON's \b and \f.
  return literal(json.replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c"));
}
