import type { NixExpression, NixName, NixOperator, NixValue } from "../expression";
import { syntaxOfName } from "./of-name";
import { syntaxOf } from "./of-value";
import { asOperand, asTerm, isAssociative, operatorPrecedence } from "./parentheses";
import type { Application, Selection, Syntax, Term } from "./syntax";

/** `from.a.b`, `from.a.b or fallback` */
export function selection(
  from: NixExpression,
  names: readonly NixName[],
  fallback: NixValue | undefined,
): Selection {
  const subject = syntaxOf(from);
  const path = names.map(syntaxOfName);
  const end = {
    type: "selection",
    fallback: fallback === undefined ? undefined : asTerm(syntaxOf(fallback)),
  } as const;
  if (subject.type === "selection" && subject.fallback === undefined) {
    return { ...end, from: subject.from, names: [...subject.names, ...path] };
  }
  const isVariable = subject.type === "token" && subject.kind === "identifier";
  return {
    ...end,
    from: isVariable ? subject : { type: "parenthesized", value: subject },
    names: path,
  };
}

/** `f x y`; the arguments of an application as the function come first. */
export function application(
  called: NixExpression,
  first: NixValue,
  others: readonly NixValue[],
): Application {
  const callee = syntaxOf(called);
  const values = [first, ...others].map((value) => asTerm(syntaxOf(value)));
  const last = values.pop() as Term;
  return callee.type === "application"
    ? { ...callee, arguments: [...callee.arguments, callee.last, ...values], last }
    : { type: "application", head: asTerm(callee), arguments: values, last };
}

/** `a ++ b ++ c`; the operands of an operation within it join it where that means the same. */
export function operation(
  operator: NixOperator,
  first: NixValue,
  others: readonly NixValue[],
): Syntax {
  const head = syntaxOf(first);
  if (others.length === 0) return head;
  const [start, ...rest] = [
    ...operandsOf(operator, head, isAssociative(operator) || operator === "+"),
    ...others.flatMap((other) => operandsOf(operator, syntaxOf(other), isAssociative(operator))),
  ];
  return { type: "operation", operator, first: start as Syntax, others: rest };
}

function operandsOf(operator: NixOperator, operand: Syntax, joins: boolean): readonly Syntax[] {
  return joins && operand.type === "operation" && operand.operator === operator
    ? [operand.first, ...operand.others]
    : [asOperand(operand, operatorPrecedence(operator))];
}
