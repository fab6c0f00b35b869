import { ExpressionWriter } from "./format/expressions";
import { type Rendering, render } from "./layout/page";
import { commentLines } from "./lexical/literals";
import { syntaxOf } from "./syntax/of-value";
import type { Syntax } from "./syntax/syntax";
import type { NixValue } from "./values/expression";

/**
 * The text of a Nix file: a value as nixfmt lays it out, which nixfmt leaves as it is (raw source in it
 * aside, which is taken as it is). Ends with a line break.
 *
 * @param header text of a `#` comment above the value; none by default
 * @throws NixValueError for a value that Nix cannot express, that contains itself, or is nested more
 * than 200 levels deep, naming the place in it
 */
export function print(value: NixValue, header?: string): string {
  const comment = header === undefined ? [] : commentLines(header);
  const syntax = syntaxOf(value);
  // Nixfmt keeps brackets broken that it finds broken, even where they would fit. So those that did
  // not fit are broken from the start in another layout, which may be the better for it.
  let broken: ReadonlySet<object> = new Set();
  for (;;) {
    const rendering = layOut(syntax, comment, broken);
    const all = new Set([...broken, ...rendering.broken]);
    if (all.size === broken.size) return rendering.text;
    broken = all;
  }
}

function layOut(
  syntax: Syntax,
  comment: readonly string[],
  broken: ReadonlySet<object>,
): Rendering {
  const writer = new ExpressionWriter(broken);
  writer.header(comment).group("normal", () => writer.expression(syntax));
  return render(writer.build());
}
