import { Spacing } from "../layout/document";
import type { Application, List, Operation, Syntax, Term } from "../syntax/syntax";
import type { NixOperator } from "../values/expression";
import { formatList, formatSet, formatTerm, type Writer } from "./terms";
import { isAbsorbable, isAbsorbableTerm, isShortList, isSimple } from "./traits";

/**
 * The place of an application. After `=` or an operator it can start on the next line; between parentheses it
 * can have its own lines.
 */
export type ApplicationPlace = "anywhere" | "after =" | "between parentheses";

/** Writes a function and its arguments. */
export function formatApplication(
  writer: Writer,
  application: Application,
  place: ApplicationPlace = "anywhere",
): void {
  const { head, arguments: before, last } = application;
  const lists = twoLists(before, last);
  const isShort = !writer.isBelowHeader && isSimple(application);
  const callee = writer.fragment(() => {
    formatCallee(writer, head, lists === undefined ? before : before.slice(0, -1), place);
  });
  writer.group("normal", () => {
    if (isShort && Number.isFinite(callee.width)) {
      if (place === "after =") writer.space(Spacing.HARD_SPACE);
      writer.appendFlat(callee).space(Spacing.HARD_SPACE);
      formatLastArgument(writer, last);
      return;
    }
    if (place === "after =") writer.space(Spacing.LINE);
    writer.group("transparent", () => writer.append(callee));
    if (lists === undefined) {
      writer.space(Spacing.LINE);
      formatLastArgument(writer, last);
    } else {
      writer.nest(() => formatLists(writer, lists));
    }
    if (place === "between parentheses") writer.space(Spacing.BREAK);
  });
}

/** Writes a function and the arguments before the last. */
function formatCallee(
  writer: Writer,
  head: Term,
  values: readonly Term[],
  place: ApplicationPlace,
): void {
  const before = values.slice(0, -1);
  const last = values.at(-1);
  const lists = last === undefined ? undefined : twoLists(before, last);
  if (last === undefined) {
    formatHead(writer, head, place);
  } else if (lists === undefined) {
    writer.group("transparent", () => formatCallee(writer, head, before, place));
    formatArgument(writer, last);
  } else {
    writer.group("transparent", () => {
      writer.group("transparent", () => {
        formatCallee(writer, head, before.slice(0, -1), place);
      });
      writer.nest(() => writer.group("normal", () => formatLists(writer, lists)));
    });
  }
}

function formatHead(writer: Writer, head: Term, place: ApplicationPlace): void {
  if (place === "between parentheses") {
    writer.nest(() => {
      writer.group("normal", () => {
        writer.space(Spacing.BREAK);
        formatTerm(writer, head);
      });
    });
  } else {
    formatTerm(writer, head);
  }
}

/**
 * Writes an argument before the last. It can break alone, while the other arguments stay on the lines before
 * and after it.
 */
export function formatArgument(writer: Writer, argument: Term): void {
  const kind = argument.type === "selection" ? "normal" : "priority";
  writer.space(Spacing.LINE);
  writer.nest(() => writer.group(kind, () => formatInnerTerm(writer, argument)));
}

/** Writes the last argument, which continues below the first line of the application. */
export function formatLastArgument(writer: Writer, argument: Term): void {
  if (isAbsorbable(argument)) {
    formatContinued(writer, () => formatAbsorbedTerm(writer, argument, Spacing.LINE));
  } else if (argument.type !== "parenthesized") {
    writer.nest(() => writer.group("normal", () => formatTerm(writer, argument)));
  } else {
    const joined = joinedBody(argument.value);
    if (joined === undefined) formatOnOwnLines(writer, argument.value);
    else {
      formatContinued(writer, () => {
        writer.text(`(${joined.prefix}`).space(Spacing.HARD_SPACE);
        formatAbsorbedTerm(writer, joined.body, Spacing.HARD_LINE);
        writer.text(")");
      });
    }
  }
}

/** The last two arguments, if both are lists. They break together. */
export function twoLists(before: readonly Term[], last: Term): readonly [List, List] | undefined {
  const previous = before.at(-1);
  return previous?.type === "list" && last.type === "list" ? [previous, last] : undefined;
}

export function formatLists(writer: Writer, lists: readonly [List, List]): void {
  for (const list of lists) {
    writer.space(Spacing.LINE);
    writer.group("normal", () => formatInnerTerm(writer, list));
  }
}

function formatInnerTerm(writer: Writer, term: Term): void {
  if (term.type !== "list" || !isShortList(term)) formatTerm(writer, term);
  else if (term.items.length > 0) formatList(writer, term, Spacing.LINE);
  // Nixfmt counts the space twice.
  else writer.text("[").space(Spacing.HARD_SPACE).space(Spacing.HARD_SPACE).text("]");
}

function formatContinued(writer: Writer, content: () => void): void {
  writer.group("priority", () => writer.nest(content));
}

/** `x:` or `f` before brackets: it stays on the line of the opening parenthesis. */
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

/** Writes parentheses. If their content does not fit on the line, it goes on separate lines. */
function formatOnOwnLines(writer: Writer, value: Syntax): void {
  formatContinued(writer, () => {
    writer.text("(").space(Spacing.BREAK);
    writer.group("normal", () => writer.nest(() => writer.expression(value)));
    writer.space(Spacing.BREAK).text(")");
  });
}

/**
 * Writes an expression that starts on the line of the text before it.
 *
 * @param braces spacing inside the braces of a set: `HARD_LINE` to always break it
 */
export function formatAbsorbed(writer: Writer, syntax: Syntax, braces: Spacing): void {
  if (isAbsorbableTerm(syntax)) formatAbsorbedTerm(writer, syntax, braces);
  else if (syntax.type === "with" && isAbsorbableTerm(syntax.body)) {
    formatAbsorbedWith(writer, syntax.scope, syntax.body);
  } else writer.expression(syntax);
}

/** Writes a term into the enclosing group, so that both break together. */
export function formatAbsorbedTerm(writer: Writer, term: Term, braces: Spacing): void {
  if (term.type === "set") formatSet(writer, term, braces);
  else if (term.type === "list") formatList(writer, term);
  else formatTerm(writer, term);
}

function formatAbsorbedWith(writer: Writer, scope: Syntax, body: Term): void {
  writer.group("normal", () => {
    writer.space(Spacing.BREAK).text("with").space(Spacing.HARD_SPACE);
    writer.nest(() => writer.group("normal", () => writer.expression(scope)));
    writer.text(";").space(Spacing.HARD_SPACE);
    writer.group("priority", () => formatAbsorbedTerm(writer, body, Spacing.HARD_LINE));
  });
}

/** Whether the first operand starts on the line before the operator. */
function extendsFirst(operator: NixOperator): boolean {
  return operator === "++" || operator === "//" || operator === "+";
}

/** The second operand, if there are exactly two. */
function onlyOperand([second, ...others]: readonly Syntax[]): Syntax | undefined {
  return others.length === 0 ? second : undefined;
}

export function formatOperation(writer: Writer, operation: Operation): void {
  const { operator, first, others } = operation;
  const last = onlyOperand(others);
  if (last !== undefined && isEquality(operator)) {
    writer.expression(first);
    writer.space(Spacing.SOFT_LINE).text(operator).space(Spacing.HARD_SPACE);
    writer.expression(last);
  } else if (last !== undefined && extendsFirst(operator) && isAbsorbableTerm(last)) {
    writer.group("normal", () => {
      writer.expression(first);
      writer.space(Spacing.LINE).text(operator).space(Spacing.HARD_SPACE);
      writer.nest(() => formatTerm(writer, last));
    });
  } else {
    formatChain(writer, operation, Spacing.LINE);
  }
}

/**
 * Writes all operands on one line if they fit, otherwise each on its own line.
 *
 * @param braces spacing inside the braces of the first operand: `HARD_LINE` to break it together with the
 *   chain
 */
function formatChain(
  writer: Writer,
  { operator, first, others }: Operation,
  braces: Spacing,
): void {
  writer.group("normal", () => {
    if (braces === Spacing.HARD_LINE) formatAbsorbed(writer, first, braces);
    else writer.expression(first);
    for (const operand of others) {
      writer.space(Spacing.LINE).text(operator);
      writer.nest(() => formatOperand(writer, operand));
    }
  });
}

function isEquality(operator: NixOperator): boolean {
  return operator === "==" || operator === "!=";
}

function formatOperand(writer: Writer, operand: Syntax): void {
  if (operand.type === "operation") {
    writer.group("normal", () => {
      writer.space(Spacing.LINE);
      writer.expression(operand);
    });
  } else if (operand.type === "application") {
    writer.group("normal", () => formatApplication(writer, operand, "after ="));
  } else {
    writer.space(Spacing.HARD_SPACE);
    writer.expression(operand);
  }
}

/** Writes an operation as the value of an attribute, after its `=`. */
export function formatAssignedOperation(writer: Writer, operation: Operation): void {
  const { operator, first, others } = operation;
  const last = onlyOperand(others);
  if (!extendsFirst(operator)) {
    formatBelow(writer, operation);
  } else if (isAbsorbableTerm(first)) {
    writer.space(Spacing.HARD_SPACE);
    formatChain(writer, operation, Spacing.HARD_LINE);
  } else if (last !== undefined && isAbsorbableTerm(last)) {
    writer.nest(() => {
      writer.group("normal", () => {
        writer.space(Spacing.LINE);
        writer.expression(first);
        writer.space(Spacing.LINE);
        writer.group("transparent", () => {
          writer.text(operator).space(Spacing.HARD_SPACE);
          writer.group("priority", () => formatAbsorbedTerm(writer, last, Spacing.HARD_LINE));
        });
      });
    });
  } else {
    formatBelow(writer, operation);
  }
}

/** Writes a value after the `=` if it fits there, otherwise on the next line. */
export function formatBelow(writer: Writer, value: Syntax): void {
  writer.nest(() => {
    writer.space(Spacing.LINE);
    writer.group("normal", () => writer.expression(value));
  });
}
