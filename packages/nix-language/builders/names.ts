import { NixExpression, type NixName, type NixReference, type NixValue } from "../expression";
import { identifier, isIdentifier } from "../lexical/identifier";

/**
 * A variable, and attributes of it: `ref("config.flake.modules", "hosts/web")` is
 * `config.flake.modules."hosts/web"`.
 *
 * @param path a variable, or a variable and bare attribute names with dots between them
 * @param names further attribute names, each taken literally or, for an expression, as `${…}`
 * @throws NixValueError if `path` holds anything but bare names
 */
export function ref(path: string, ...names: readonly NixName[]): NixExpression {
  const [variable = "", ...attributes] = path.split(".").map(identifier);
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
  return typeof reference === "string" ? ref(reference) : reference;
}

/** Whether text is a variable, or attributes of one, that {@link ref} accepts. */
export function isReference(source: string): boolean {
  return source.split(".").every(isIdentifier);
}
