import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { List, Parenthesized, Selection, Syntax, Term } from "../syntax/syntax";
import { formatAbsorbed } from "./absorbed";
import { formatApplication } from "./application";
import { formatExpression } from "./expression";
import { formatName } from "./name";
import { formatSet } from "./set";
import { formatString } from "./string";
import { isAbsorbable, isAbsorbableTerm } from "./traits";

export function formatTerm(builder: DocumentBuilder, term: Term): void {
  switch (term.type) {
    case "token":
      builder.text(term.text);
      break;
    case "string":
      formatString(builder, term);
      break;
    case "list":
      builder.group("normal", () => formatList(builder, term));
      break;
    case "set":
      formatSet(builder, term, Spacing.LINE);
      break;
    case "selection":
      formatSelection(builder, term);
      break;
    case "parenthesized":
      formatParenthesized(builder, term);
      break;
  }
}

/** Writes a list into the group around it, with `separator` between its items. */
export function formatList(
  builder: DocumentBuilder,
  list: List,
  separator: Spacing = Spacing.HARD_LINE,
): void {
  if (list.items.length === 0) {
    builder.text("[ ]");
    return;
  }
  builder.brackets("[]", list, Spacing.LINE, () => {
    for (const [index, { comment, value }] of list.items.entries()) {
      if (index > 0) builder.space(separator);
      formatComment(builder, comment);
      builder.group("normal", () => formatTerm(builder, value));
    }
  });
}

/** Writes the lines of a comment, each on a line of its own. */
export function formatComment(builder: DocumentBuilder, lines: readonly string[]): void {
  for (const line of lines) {
    builder.space(Spacing.HARD_LINE).text(line).space(Spacing.HARD_LINE);
  }
}

function formatSelection(builder: DocumentBuilder, selection: Selection): void {
  formatTerm(builder, selection.from);
  if (selection.from.type === "parenthesized") builder.space(Spacing.SOFT_BREAK);
  for (const name of selection.names) {
    builder.text(".");
    formatName(builder, name);
  }
  const { fallback } = selection;
  if (fallback === undefined) return;
  builder.space(Spacing.SOFT_LINE).nest(() => {
    builder.text("or").space(Spacing.HARD_SPACE);
    formatTerm(builder, fallback);
  });
}

function formatParenthesized(builder: DocumentBuilder, { value }: Parenthesized): void {
  builder.group("normal", () => {
    builder.text("(");
    builder.nest(() => formatBetweenParentheses(builder, value));
    builder.text(")");
  });
}

/** Writes what stands between parentheses, or alone between the braces of an interpolation. */
export function formatBetweenParentheses(builder: DocumentBuilder, value: Syntax): void {
  if (isAbsorbable(value)) {
    builder.group("normal", () => formatAbsorbed(builder, value, Spacing.LINE));
  } else if (value.type === "application") {
    formatApplication(builder, value, "between parentheses");
  } else {
    const isSelection = value.type === "selection";
    if (!isSelection || isAbsorbableTerm(value.from)) builder.space(Spacing.BREAK);
    builder.group("normal", () => formatExpression(builder, value));
    builder.space(Spacing.BREAK);
  }
}
