import { layOut } from "./format/expressions";
import { commentLines } from "./lexical/literals";
import { syntaxOf } from "./syntax/of-value";
import type { NixValue } from "./values/expression";

/**
 * The text of a Nix file, ending with a line break. nixfmt does not change it, except for raw source, which
 * is not formatted.
 *
 * @param header text of a `#` comment above the value; none by default
 * @throws NixValueError for a value that Nix cannot express, that contains itself, or is nested more than 200
 *   levels deep; the error contains the place in the value
 */
export function print(value: NixValue, header?: string): string {
  const comment = header === undefined ? [] : commentLines(header);
  const syntax = syntaxOf(value);
  return layOut((writer) =>
    writer.header(comment).group("normal", () => writer.expression(syntax)),
  );
}
