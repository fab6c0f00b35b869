import type { NixOperator } from "../values/expression";
import type { Application, Name, Operation, Selection, Syntax, Term } from "./syntax";

/**
 * Operator precedence, from tight to loose. An expression that binds more loosely than its place allows needs
 * parentheses.
 */
export const Precedence = {
  TERM: 0,
  FALLBACK: 1,
  APPLICATION: 2,
  NEGATION: 3,
  CONCATENATION: 5,
  ADDITION: 7,
  NOT: 8,
  UPDATE: 9,
  EQUALITY: 11,
  AND: 12,
  OR: 13,
  BLOCK: 20,
} as const;

const OPERATORS: Readonly<Record<NixOperator, number>> = {
  "++": Precedence.CONCATENATION,
  "+": Precedence.ADDITION,
  "//": Precedence.UPDATE,
  "==": Precedence.EQUALITY,
  "!=": Precedence.EQUALITY,
  "&&": Precedence.AND,
  "||": Precedence.OR,
};

export function operatorPrecedence(operator: NixOperator): number {
  return OPERATORS[operator];
}

/** Puts an expression into parentheses unless it is a term: list items and arguments must be terms. */
export function asTerm(syntax: Syntax): Term {
  if (isTerm(syntax) && precedenceOf(syntax) === Precedence.TERM) return syntax;
  return { type: "parenthesized", value: syntax };
}

/** Puts an expression into parentheses if it binds as loosely as the operator, or more loosely. */
export function asOperand(syntax: Syntax, operator: number): Syntax {
  return precedenceOf(syntax) < operator ? syntax : { type: "parenthesized", value: syntax };
}

export function isTerm(syntax: Syntax): syntax is Term {
  switch (syntax.type) {
    case "token":
    case "string":
    case "list":
    case "set":
    case "selection":
    case "parenthesized":
      return true;
    default:
      return false;
  }
}

function precedenceOf(syntax: Syntax): number {
  switch (syntax.type) {
    case "token":
      return syntax.kind === "raw" ? Precedence.BLOCK : Precedence.TERM;
    case "selection":
      return syntax.fallback === undefined ? Precedence.TERM : Precedence.FALLBACK;
    case "application":
      return Precedence.APPLICATION;
    case "prefix":
      return syntax.operator === "-" ? Precedence.NEGATION : Precedence.NOT;
    case "operation":
      return operatorPrecedence(syntax.operator);
    case "lambda":
    case "function":
    case "with":
    case "let":
    case "if":
      return Precedence.BLOCK;
    default:
      return Precedence.TERM;
  }
}

/** Whether parentheses around nested operations of this kind are redundant. */
export function isAssociative(operator: Operation["operator"]): boolean {
  return operator === "++" || operator === "//" || operator === "&&" || operator === "||";
}

/** A number literal; its sign is an operator. */
export function numberOf(digits: string): Syntax {
  if (digits.startsWith("-")) {
    return { type: "prefix", operator: "-", operand: numberOf(digits.slice(1)) };
  }
  return { type: "token", kind: "number", text: digits };
}

/** `from.a.b`, `from.a.b or fallback`. If `from` is itself a selection, its names come first. */
export function selectionFrom(
  from: Syntax,
  names: readonly Name[],
  fallback: Term | undefined,
): Selection {
  if (from.type === "selection" && from.fallback === undefined) {
    return { ...from, names: [...from.names, ...names], fallback };
  }
  const isVariable = from.type === "token" && from.kind === "identifier";
  return {
    type: "selection",
    from: isVariable ? from : { type: "parenthesized", value: from },
    names,
    fallback,
  };
}

/** `f x y`. If the function is itself an application, its arguments come first. */
export function applicationOf(callee: Syntax, values: readonly Term[]): Application {
  const last = values.at(-1) as Term;
  const others = values.slice(0, -1);
  return callee.type === "application"
    ? { ...callee, arguments: [...callee.arguments, callee.last, ...others], last }
    : { type: "application", head: asTerm(callee), arguments: others, last };
}
