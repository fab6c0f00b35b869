import {
  type NixAttributes,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixReference,
} from "../expression";
import { isAttributes } from "../syntax/kinds";
import { referenced } from "./names";

/**
 * An attribute set whose attributes keep their order, and whose braces stay, also around a single
 * attribute. Each argument is a paragraph; an empty line stands between two of them, and an empty
 * one disappears. (JavaScript moves names that are whole numbers to the front of an object; use
 * {@link entry} for them.)
 *
 * @throws NixValueError when printed, if it sets an attribute twice
 */
export function set(...paragraphs: readonly NixEntries[]): NixExpression {
  return new NixExpression({ kind: "set", paragraphs });
}

/**
 * One attribute: `entry(["a", "b"], 1)` is `a.b = 1;`, `entry(nix.ref("name"), 1)` is
 * `${name} = 1;`.
 */
export function entry(path: NixName | readonly [NixName, ...NixName[]], value: NixItem): NixEntry {
  const names = typeof path === "string" || path instanceof NixExpression ? [path] : path;
  return new NixEntry({ kind: "binding", path: names, value });
}

/**
 * The attributes of a plain object, each as one line with its whole path: `a.b = 1;` and `a.c = 2;`
 * instead of `a = { … };`. They keep their order.
 */
export function flatten(attributes: NixAttributes): NixEntry[] {
  return leaves([], attributes);
}

/** `inherit a b;`; nothing without names. */
export function inherit(...names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", names });
}

/** `inherit (from) a b;`; nothing without names. */
export function inheritFrom(from: NixReference, names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", from: referenced(from), names });
}

function leaves(path: readonly string[], attributes: NixAttributes): NixEntry[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    const whole = [...path, name];
    const isLeaf = !isAttributes(value) || Object.keys(value).length === 0;
    return isLeaf ? [new NixEntry({ kind: "binding", path: whole, value })] : leaves(whole, value);
  });
}
