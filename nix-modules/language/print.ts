import type { NixValue } from "./expression";
import { formatApplication } from "./format/application";
import { formatExpression } from "./format/expression";
import { formatComment } from "./format/term";
import { DocumentBuilder } from "./layout/builder";
import type { Group } from "./layout/document";
import { render } from "./layout/render";
import { commentLines } from "./lexical/comment";
import { syntaxOf } from "./syntax/of-value";
import type { Syntax } from "./syntax/syntax";

/**
 * The text of a Nix file: a value as nixfmt lays it out, which nixfmt leaves as it is. Ends with a
 * line break.
 *
 * @param header text of a `#` comment above the value, which is then a function, a set, a list, a
 *   block, or an application; none by default
 * @throws NixValueError for a value that Nix cannot express, naming the place in it
 */
export function print(value: NixValue, header?: string): string {
  const syntax = syntaxOf(value);
  const comment = header === undefined ? [] : commentLines(header);
  let text = "";
  const broken = new Set<object>();
  for (let before = -1; before < broken.size; ) {
    before = broken.size;
    const rendering = render(documentOf(syntax, comment, broken));
    text = rendering.text;
    for (const whole of rendering.broken) broken.add(whole);
  }
  return text;
}

function documentOf(
  syntax: Syntax,
  comment: readonly string[],
  broken: ReadonlySet<object>,
): Group {
  const builder = new DocumentBuilder(broken);
  formatComment(builder, comment);
  builder.group("normal", () => {
    if (comment.length > 0 && syntax.type === "application") {
      formatApplication(builder, syntax, "below a comment");
    } else {
      formatExpression(builder, syntax);
    }
  });
  return builder.build();
}
