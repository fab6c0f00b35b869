import type { NixValue } from "./expression";
import { formatExpression } from "./format/expression";
import { DocumentBuilder } from "./layout/builder";
import type { Group } from "./layout/document";
import { render } from "./layout/render";
import { commentLines } from "./lexical/comment";
import { syntaxOf } from "./syntax/of-value";
import type { Syntax } from "./syntax/syntax";
import { NixValueError } from "./value-error";

/**
 * The text of a Nix file: a value as nixfmt lays it out, which nixfmt leaves as it is (raw source in it
 * aside, which is taken as it is). Ends with a line break.
 *
 * @param header text of a `#` comment above the value; none by default
 * @throws NixValueError for a value that Nix cannot express, naming the place in it
 */
export function print(value: NixValue, header?: string): string {
  const comment = header === undefined ? [] : commentLines(header);
  try {
    return layOut(syntaxOf(value), comment, new Set());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NixValueError(
      "the value is nested too deeply: make sure that it does not hold itself",
    );
  }
}

/**
 * Nixfmt keeps brackets broken that it finds broken, even where they would fit. So those that did not
 * fit are broken from the start in another layout, which may be the better for it.
 */
function layOut(syntax: Syntax, comment: readonly string[], broken: ReadonlySet<object>): string {
  const rendering = render(documentOf(syntax, comment, broken));
  const all = new Set([...broken, ...rendering.broken]);
  return all.size === broken.size ? rendering.text : layOut(syntax, comment, all);
}

function documentOf(
  syntax: Syntax,
  comment: readonly string[],
  broken: ReadonlySet<object>,
): Group {
  const builder = new DocumentBuilder(broken);
  builder.header(comment).group("normal", () => formatExpression(builder, syntax));
  return builder.build();
}
