import { wellFormed } from "./text";

/**
 * The lines of a `#` comment.
 *
 * @throws NixValueError for text that no file can hold
 */
export function commentLines(text: string): string[] {
  return wellFormed(text)
    .split(/\r\n|[\r\n]/)
    .map((line) => `# ${line}`.replace(/[\p{White_Space}\ufeff]+$/u, ""));
}
