import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { List, Syntax, Term } from "../syntax/syntax";
import { formatAbsorbedTerm } from "./absorbed";
import { formatExpression } from "./expression";
import { formatList, formatTerm } from "./term";
import { isAbsorbable, isAbsorbableTerm, isShortList } from "./traits";

/** Writes an argument before the last. It alone may break, with the others on the lines around it. */
export function formatArgument(builder: DocumentBuilder, argument: Term): void {
  const kind = argument.type === "selection" ? "normal" : "priority";
  builder.space(Spacing.LINE);
  builder.nest(() => builder.group(kind, () => formatInnerTerm(builder, argument)));
}

/** Writes the last argument, which continues below the line on which the application starts. */
export function formatLastArgument(builder: DocumentBuilder, argument: Term): void {
  if (isAbsorbable(argument)) {
    formatContinued(builder, () => formatAbsorbedTerm(builder, argument, Spacing.LINE));
  } else if (argument.type !== "parenthesized") {
    builder.nest(() => builder.group("normal", () => formatTerm(builder, argument)));
  } else {
    const joined = joinedBody(argument.value);
    if (joined === undefined) formatOnOwnLines(builder, argument.value);
    else {
      formatContinued(builder, () => {
        builder.text(`(${joined.prefix}`).space(Spacing.HARD_SPACE);
        formatAbsorbedTerm(builder, joined.body, Spacing.HARD_LINE);
        builder.text(")");
      });
    }
  }
}

/** The last two arguments, if both are lists: these break together. */
export function twoLists(before: readonly Term[], last: Term): readonly [List, List] | undefined {
  const previous = before.at(-1);
  return previous?.type === "list" && last.type === "list" ? [previous, last] : undefined;
}

export function formatLists(builder: DocumentBuilder, lists: readonly [List, List]): void {
  for (const list of lists) {
    builder.space(Spacing.LINE);
    builder.group("normal", () => formatInnerTerm(builder, list));
  }
}

function formatInnerTerm(builder: DocumentBuilder, term: Term): void {
  if (term.type !== "list" || !isShortList(term)) formatTerm(builder, term);
  else if (term.items.length > 0) formatList(builder, term, Spacing.LINE);
  // Nixfmt counts the space twice.
  else builder.text("[").space(Spacing.HARD_SPACE).space(Spacing.HARD_SPACE).text("]");
}

function formatContinued(builder: DocumentBuilder, content: () => void): void {
  builder.group("priority", () => builder.nest(content));
}

/** `x:` or `f` in front of brackets, with which it stays on the line of its parenthesis. */
function joinedBody(value: Syntax): { prefix: string; body: Term } | undefined {
  if (value.type === "lambda" && isAbsorbableTerm(value.body)) {
    return { prefix: `${value.parameter}:`, body: value.body };
  }
  const isCall = value.type === "application" && value.arguments.length === 0;
  if (!isCall || !isAbsorbableTerm(value.last)) return undefined;
  const { head, last } = value;
  return head.type === "token" && head.kind === "identifier"
    ? { prefix: head.text, body: last }
    : undefined;
}

/** Writes parentheses with what is between them on lines of its own, if it does not fit. */
function formatOnOwnLines(builder: DocumentBuilder, value: Syntax): void {
  formatContinued(builder, () => {
    builder.text("(").space(Spacing.BREAK);
    builder.group("normal", () => builder.nest(() => formatExpression(builder, value)));
    builder.space(Spacing.BREAK).text(")");
  });
}
