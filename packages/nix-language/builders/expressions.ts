import {
  identifier,
  integerOrFloat,
  isIdentifier,
  pathLiteral,
  wellFormed,
} from "../lexical/literals";
import { rawSource } from "../lexical/raw-source";
import { excerpt, NixValueError } from "../value-error";
import {
  NixComment,
  type NixEntries,
  NixExpression,
  type NixName,
  type NixOperator,
  type NixReference,
  type NixValue,
} from "../values/expression";
import type { NixType, NixTyped } from "../values/typed";

/**
 * A variable, and attributes of it: `ref("config.flake.modules", "hosts/web")` is
 * `config.flake.modules."hosts/web"`.
 *
 * @param path a variable, or a variable and bare attribute names with dots between them
 * @param names further attribute names, each taken literally or, for an expression, as `${…}`
 * @throws NixValueError if `path` holds anything but bare names
 */
export function ref(path: string, ...names: readonly NixName[]): NixExpression {
  const [variable = "", ...attributes] = wellFormed(path).split(".").map(identifier);
  return select(new NixExpression({ kind: "variable", name: variable }), ...attributes, ...names);
}

/** Attributes of any expression: `select(nix.apply("import", nix.path("./x")), "lib")` is `(import …).lib`. */
export function select(from: NixReference, ...names: readonly NixName[]): NixExpression {
  if (names.length === 0) return referenced(from);
  return new NixExpression({ kind: "select", from: referenced(from), names });
}

/**
 * Attributes of an expression, or another value: `from.a.b or fallback`. The fallback counts wherever
 * on its path a reference ends, also within `from`.
 */
export function selectOr(
  from: NixReference,
  names: readonly [NixName, ...NixName[]],
  fallback: NixValue,
): NixExpression {
  return new NixExpression({ kind: "select", from: referenced(from), names, fallback });
}

/** The expression that a {@link NixReference} stands for. */
export function referenced(reference: NixReference): NixExpression {
  if (typeof reference === "string") return ref(reference);
  // Whatever type the expression has, an attribute of it has one that nobody knows.
  if (NixExpression.isNixExpression(reference)) return reference as NixExpression;
  throw new NixValueError({
    summary: `${excerpt(reference)} is not a reference`,
    allowed: "a variable with attributes of it as text, or an expression of nix.*",
    remedy: "give the name of a variable, or make an expression with nix.let",
  });
}

/** Whether text is a variable, or attributes of one, that {@link ref} accepts. */
export function isReference(source: string): boolean {
  return source.split(".").every(isIdentifier);
}

/** A float, also where JavaScript would write an integer: `float(5)` is `5.0`. */
export function float(value: number): NixExpression {
  return new NixExpression({ kind: "float", value });
}

/**
 * A path, relative to the file it stands in.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and needs no quotes
 */
export function path(literal: string): NixExpression {
  return new NixExpression({ kind: "path", path: pathLiteral(literal) });
}

/**
 * A string with interpolations, as a template: `` interpolate`${name}.local` ``. Expressions become
 * `${…}`; text and numbers become part of the string.
 */
export function interpolate(
  text: TemplateStringsArray,
  ...values: readonly (string | number | NixExpression<unknown>)[]
): NixExpression {
  const parts = text.flatMap((part, index) =>
    index < values.length ? [part, interpolated(values[index])] : [part],
  );
  return new NixExpression({ kind: "string", parts });
}

/**
 * A string of whole lines, each of them ended by a line break, such as a script or a configuration
 * file. An expression in place of a line is interpolated.
 */
export function lines(content: readonly (string | NixExpression<unknown>)[]): NixExpression {
  return new NixExpression({
    kind: "string",
    parts: content.flatMap((line) => [interpolated(line), "\n"]),
  });
}

/**
 * Nix source, for what no other function says. It is taken as it is, put into parentheses where it
 * is not the whole of a value, and stays on its line however long it is.
 *
 * @throws NixValueError for several lines, or none; for a comment, which would hide what follows; and
 * for brackets, strings and clauses that are not complete
 */
export function raw(source: string): NixExpression {
  const text = rawSource(source);
  return isReference(text) ? ref(text) : new NixExpression({ kind: "raw", source: text });
}

/**
 * A value with a `#` comment above the attribute or list item that it is. It has the type of its place, if
 * that has one, else its own.
 */
export function comment<Place = never, const Value extends NixValue = never>(
  text: string,
  value: NixTyped<Place, Value>,
): NixComment<NixType<Place, Value>> {
  return new NixComment(text, value as NixValue);
}

/**
 * A function of an attribute set, as a module is: `fn(["config", "lib"], body)` is
 * `{ config, lib, ... }: body`.
 *
 * @throws NixValueError for a name that is no variable, or given twice
 */
export function fn(parameters: readonly string[], body: NixValue): NixExpression {
  const names = new Set<string>();
  for (const name of parameters.map(identifier)) {
    if (names.has(name)) {
      throw new NixValueError({
        summary: `the parameter ${name} is given twice`,
        remedy: "name each parameter once",
      });
    }
    names.add(name);
  }
  return new NixExpression({ kind: "function", parameters: [...names], body });
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

function interpolated(part: unknown): string | NixExpression<unknown> {
  if (typeof part === "string" || NixExpression.isNixExpression(part)) return part;
  if (typeof part === "number") return integerOrFloat(part);
  throw new NixValueError({
    summary: `${excerpt(part)} cannot be interpolated`,
    allowed: "text, numbers, expressions of nix.*",
    remedy: "pass it as text, or compute it in Nix",
  });
}
