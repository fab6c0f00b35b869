import { type NixEntries, NixExpression, type NixReference, type NixValue } from "../expression";
import { identifier } from "../lexical/identifier";
import { NixValueError } from "../value-error";
import { referenced } from "./names";

/**
 * A function of an attribute set, as a module is: `fn(["config", "lib"], body)` is
 * `{ config, lib, ... }: body`.
 *
 * @throws NixValueError for a name that is no variable, or given twice
 */
export function fn(parameters: readonly string[], body: NixValue): NixExpression {
  const twice = parameters.find((name, index) => parameters.indexOf(name) < index);
  if (twice !== undefined) {
    throw new NixValueError(`the parameter ${twice} is given twice: name each parameter once`);
  }
  return new NixExpression({ kind: "function", parameters: parameters.map(identifier), body });
}

/**
 * A function of one value: `parameter: body`.
 *
 * @throws NixValueError for a name that is no variable
 */
export function lambda(parameter: string, body: NixValue): NixExpression {
  return new NixExpression({ kind: "lambda", parameter: identifier(parameter), body });
}

/** A function applied to arguments: `f a b`. */
export function apply(
  callee: NixReference,
  first: NixValue,
  ...others: readonly NixValue[]
): NixExpression {
  return new NixExpression({ kind: "apply", function: referenced(callee), first, others });
}

/** `with scope; body` */
export function withScope(scope: NixReference, body: NixValue): NixExpression {
  return new NixExpression({ kind: "with", scope: referenced(scope), body });
}

/**
 * `let … in body`, with the variables in the order given.
 *
 * @throws NixValueError when printed, if it sets a variable twice
 */
export function letIn(variables: NixEntries, body: NixValue): NixExpression {
  return new NixExpression({ kind: "let", variables, body });
}

/** `if condition then consequence else alternative` */
export function ifElse(
  condition: NixValue,
  consequence: NixValue,
  alternative: NixValue,
): NixExpression {
  return new NixExpression({ kind: "if", condition, consequence, alternative });
}
