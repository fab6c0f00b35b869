import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { Syntax, Term } from "../syntax/syntax";
import { formatExpression } from "./expression";
import { formatSet } from "./set";
import { formatList, formatTerm } from "./term";
import { isAbsorbableTerm } from "./traits";

/**
 * Writes an expression that starts on the line of what precedes it.
 *
 * @param braces spacing inside the braces of a set: `HARD_LINE` to always break it
 */
export function formatAbsorbed(builder: DocumentBuilder, syntax: Syntax, braces: Spacing): void {
  if (isAbsorbableTerm(syntax)) formatAbsorbedTerm(builder, syntax, braces);
  else if (syntax.type === "with" && isAbsorbableTerm(syntax.body)) {
    formatAbsorbedWith(builder, syntax.scope, syntax.body);
  } else formatExpression(builder, syntax);
}

/** Writes a term into the group around it, so that both break together. */
export function formatAbsorbedTerm(builder: DocumentBuilder, term: Term, braces: Spacing): void {
  if (term.type === "set") formatSet(builder, term, braces);
  else if (term.type === "list") formatList(builder, term);
  else formatTerm(builder, term);
}

function formatAbsorbedWith(builder: DocumentBuilder, scope: Syntax, body: Term): void {
  builder.group("normal", () => {
    builder.space(Spacing.BREAK).text("with").space(Spacing.HARD_SPACE);
    builder.nest(() => builder.group("normal", () => formatExpression(builder, scope)));
    builder.text(";").space(Spacing.HARD_SPACE);
    builder.group("priority", () => formatAbsorbedTerm(builder, body, Spacing.HARD_LINE));
  });
}
