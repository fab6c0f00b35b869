import { literal } from "./literal";

/** The text of a string in HCL's own syntax, for use between quotes inside an `expression`. */
export function hclText(text: string): string {
  const json = JSON.stringify(text).slice(1, -1);
  // JSON's \b and \f are unknown to HCL.
  return literal(json.replaceAll("\\b", "\\u0008").replaceAll("\\f", "\\u000c"));
}
