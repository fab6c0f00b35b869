import { NixExpression, type NixOperator, type NixValue } from "../expression";

/** Lists joined: `a ++ b`. */
export function concat(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("++", first, others);
}

/** Attribute sets joined, the attributes of later ones winning: `a // b`. */
export function update(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("//", first, others);
}

/** Numbers added, or strings and paths joined: `a + b`. */
export function plus(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("+", first, others);
}

/** `a && b` */
export function and(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("&&", first, others);
}

/** `a || b` */
export function or(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("||", first, others);
}

/** `a == b` */
export function equal(left: NixValue, right: NixValue): NixExpression {
  return operation("==", left, [right]);
}

/** `a != b` */
export function notEqual(left: NixValue, right: NixValue): NixExpression {
  return operation("!=", left, [right]);
}

/** `!a` */
export function not(operand: NixValue): NixExpression {
  return new NixExpression({ kind: "not", operand });
}

function operation(
  operator: NixOperator,
  first: NixValue,
  others: readonly NixValue[],
): NixExpression {
  return new NixExpression({ kind: "operation", operator, first, others });
}
