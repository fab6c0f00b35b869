import type { NixOperator } from "../expression";
import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { Operation, Syntax } from "../syntax/syntax";
import { formatAbsorbed } from "./absorbed";
import { formatApplication } from "./application";
import { formatExpression } from "./expression";
import { formatTerm } from "./term";
import { isAbsorbableTerm } from "./traits";

/** Whether an operator adds to its first operand, which then starts on the line before it. */
export function extendsFirst(operator: NixOperator): boolean {
  return operator === "++" || operator === "//" || operator === "+";
}

/** The operand after the first, if it is the last one, too. */
export function onlyOperand([second, ...others]: readonly Syntax[]): Syntax | undefined {
  return others.length === 0 ? second : undefined;
}

export function formatOperation(builder: DocumentBuilder, operation: Operation): void {
  const { operator, first, others } = operation;
  const last = onlyOperand(others);
  if (last !== undefined && isEquality(operator)) {
    formatExpression(builder, first);
    builder.space(Spacing.SOFT_LINE).text(operator).space(Spacing.HARD_SPACE);
    formatExpression(builder, last);
  } else if (last !== undefined && extendsFirst(operator) && isAbsorbableTerm(last)) {
    builder.group("normal", () => {
      formatExpression(builder, first);
      builder.space(Spacing.LINE).text(operator).space(Spacing.HARD_SPACE);
      builder.nest(() => formatTerm(builder, last));
    });
  } else {
    formatChain(builder, operation, Spacing.LINE);
  }
}

/**
 * Writes operands below each other, unless all of them fit on the line.
 *
 * @param braces spacing inside the braces of the first operand: `HARD_LINE` to let it break together
 *   with the chain
 */
export function formatChain(
  builder: DocumentBuilder,
  { operator, first, others }: Operation,
  braces: Spacing,
): void {
  builder.group("normal", () => {
    if (braces === Spacing.HARD_LINE) formatAbsorbed(builder, first, braces);
    else formatExpression(builder, first);
    for (const operand of others) {
      builder.space(Spacing.LINE).text(operator);
      builder.nest(() => formatOperand(builder, operand));
    }
  });
}

function isEquality(operator: NixOperator): boolean {
  return operator === "==" || operator === "!=";
}

function formatOperand(builder: DocumentBuilder, operand: Syntax): void {
  if (operand.type === "operation") {
    builder.group("normal", () => {
      builder.space(Spacing.LINE);
      formatExpression(builder, operand);
    });
  } else if (operand.type === "application") {
    builder.group("normal", () => formatApplication(builder, operand, "after ="));
  } else {
    builder.space(Spacing.HARD_SPACE);
    formatExpression(builder, operand);
  }
}
