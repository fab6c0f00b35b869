import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { If, Let, With } from "../syntax/syntax";
import { formatExpression } from "./expression";
import { formatParagraphs } from "./set";

/** Writes `with scope; body`. */
export function formatWith(builder: DocumentBuilder, { scope, body }: With): void {
  builder.group("normal", () => {
    builder.text("with").space(Spacing.HARD_SPACE);
    builder.nest(() => builder.group("normal", () => formatExpression(builder, scope)));
    builder.text(";");
  });
  builder.space(Spacing.LINE);
  formatExpression(builder, body);
}

/** Writes `let … in body`. */
export function formatLet(builder: DocumentBuilder, { bindings, body }: Let): void {
  builder.group("normal", () => {
    builder.text("let").space(Spacing.HARD_LINE);
    builder.nest(() => formatParagraphs(builder, [bindings]));
  });
  builder.space(Spacing.HARD_LINE);
  builder.group("normal", () => {
    builder.text("in").space(Spacing.HARD_LINE);
    formatExpression(builder, body);
  });
}

/** Writes `if … then … else …`. */
export function formatIf(builder: DocumentBuilder, syntax: If): void {
  builder.group("normal", () => formatBranches(builder, syntax, Spacing.LINE));
}

function formatBranches(
  builder: DocumentBuilder,
  { condition, consequence, alternative }: If,
  separator: Spacing,
): void {
  builder.group("normal", () => {
    builder.text("if").space(Spacing.LINE);
    builder.nest(() => formatExpression(builder, condition));
    builder.space(Spacing.LINE).text("then");
  });
  builder.space(separator);
  builder.nest(() => builder.group("normal", () => formatExpression(builder, consequence)));
  builder.space(separator).text("else").space(Spacing.HARD_SPACE);
  if (alternative.type === "if") {
    formatBranches(builder, alternative, Spacing.HARD_LINE);
  } else {
    builder.space(Spacing.LINE);
    builder.nest(() => builder.group("normal", () => formatExpression(builder, alternative)));
  }
}
