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
 * A variable, or an attribute of a variable: `ref("config.flake.modules", "hosts/web")` is
 * `config.flake.modules."hosts/web"`.
 *
 * @param path a variable, optionally with bare attribute names, separated by dots
 * @param names further attribute names: text is a literal name, an expression becomes `${…}`
 * @throws NixValueError if `path` contains anything except bare names
 */
export function ref(path: string, ...names: readonly NixName[]): NixExpression {
  const [variable = "", ...attributes] = wellFormed(path).split(".").map(identifier);
  return select(new NixExpression({ kind: "variable", name: variable }), ...attributes, ...names);
}

/** An attribute of any expression: `select(nix.apply("import", nix.path("./x")), "lib")` is `(import …).lib`. */
export function select(from: NixReference, ...names: readonly NixName[]): NixExpression {
  if (names.length === 0) return referenced(from);
  return new NixExpression({ kind: "select", from: referenced(from), names });
}

/**
 * An attribute of an expression, with a fallback: `from.a.b or fallback`. Nix uses the fallback if any
 * attribute of the path is missing, including those in `from`.
 */
export function selectOr(
  from: NixReference,
  names: readonly [NixName, ...NixName[]],
  fallback: NixValue,
): NixExpression {
  return new NixExpression({ kind: "select", from: referenced(from), names, fallback });
}

/** The expression for a {@link NixReference}. */
export function referenced(reference: NixReference): NixExpression {
  if (typeof reference === "string") return ref(reference);
  // The type of an attribute is unknown, whatever the type of the expression.
  if (NixExpression.isNixExpression(reference)) return reference as NixExpression;
  throw new NixValueError({
    summary: `${excerpt(reference)} is not a reference`,
    allowed: "a variable or one of its attributes as text, or an expression of nix.*",
    remedy: "use the name of a variable, or build an expression with nix.let",
  });
}

/** Whether {@link ref} accepts the text: a variable, or an attribute of a variable. */
export function isReference(source: string): boolean {
  return source.split(".").every(isIdentifier);
}

/** A float, even for a whole number: `float(5)` is `5.0`. */
export function float(value: number): NixExpression {
  return new NixExpression({ kind: "float", value });
}

/**
 * A path, relative to the file that contains it.
 *
 * @throws NixValueError unless it starts with `./`, `../` or `/` and contains only characters that are valid
 *   in a path
 */
export function path(literal: string): NixExpression {
  return new NixExpression({ kind: "path", path: pathLiteral(literal) });
}

/**
 * A string with interpolations, as a template literal: `` interpolate`${name}.local` ``. Expressions become
 * `${…}`; strings and numbers become part of the text.
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
 * A string of lines, each ending with a line break, such as a script or a configuration file. An expression
 * as a line is interpolated.
 */
export function lines(content: readonly (string | NixExpression<unknown>)[]): NixExpression {
  return new NixExpression({
    kind: "string",
    parts: content.flatMap((line) => [interpolated(line), "\n"]),
  });
}

/**
 * Nix source code, for syntax without a function in `nix`. The printer does not format it and does not break
 * its line. It adds parentheses if the source is part of a larger expression.
 *
 * @throws NixValueError for an empty text or several lines; for a `#` comment, which would hide the code
 *   after it; and for incomplete brackets, strings and clauses
 */
export function raw(source: string): NixExpression {
  const text = rawSource(source);
  return isReference(text) ? ref(text) : new NixExpression({ kind: "raw", source: text });
}

/**
 * A value with a `#` comment above its attribute or list item. Its type is the type expected in this place;
 * if none is expected, the type of the value.
 */
export function comment<Place = never, const Value extends NixValue = never>(
  text: string,
  value: NixTyped<Place, Value>,
): NixComment<NixType<Place, Value>> {
  return new NixComment(text, value as NixValue);
}

/**
 * A function of an attribute set, such as a module: `fn(["config", "lib"], body)` is `{ config, lib, ... }:
 * body`.
 *
 * @throws NixValueError for an invalid or duplicate name
 */
export function fn(parameters: readonly string[], body: NixValue): NixExpression {
  const names = new Set<string>();
  for (const name of parameters.map(identifier)) {
    if (names.has(name)) {
      throw new NixValueError({
        summary: `duplicate parameter ${name}`,
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
 * @throws NixValueError for an invalid name
 */
export function lambda(parameter: string, body: NixValue): NixExpression {
  return new NixExpression({ kind: "lambda", parameter: identifier(parameter), body });
}

/** A function call: `f a b`. */
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
 * @throws NixValueError when printed, if a variable is a duplicate
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

/** Concatenates lists: `a ++ b`. */
export function concat(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("++", first, others);
}

/** Merges attribute sets; attributes of later sets override earlier ones: `a // b`. */
export function update(first: NixValue, ...others: readonly NixValue[]): NixExpression {
  return operation("//", first, others);
}

/** Adds numbers, or concatenates strings and paths: `a + b`. */
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
