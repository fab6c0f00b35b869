import {
  isAttributes,
  type NixAttributes,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixReference,
} from "../values/expression";
import { Walk } from "../values/walk";
import {
  and,
  apply,
  comment,
  concat,
  equal,
  float,
  fn,
  ifElse,
  interpolate,
  lambda,
  letIn,
  lines,
  not,
  notEqual,
  or,
  path,
  plus,
  raw,
  ref,
  referenced,
  select,
  selectOr,
  update,
  withScope,
} from "./expressions";

/**
 * An attribute set whose attributes keep their order, and whose braces stay, also around a single
 * attribute. Each argument is a paragraph; an empty line stands between two of them, and an empty
 * one disappears. Attributes that take what has their own name are inherited. (JavaScript moves names that are whole numbers to the front of an object; use
 * {@link entry} for them.)
 *
 * @throws NixValueError when printed, if it sets an attribute twice
 */
function set(...paragraphs: readonly NixEntries[]): NixExpression {
  return new NixExpression({ kind: "set", paragraphs });
}

/**
 * One attribute: `entry(["a", "b"], 1)` is `a.b = 1;`, `entry(nix.ref("name"), 1)` is
 * `${name} = 1;`.
 */
function entry(path: NixName | readonly [NixName, ...NixName[]], value: NixItem): NixEntry {
  const names = typeof path === "string" || NixExpression.isNixExpression(path) ? [path] : path;
  return new NixEntry({ kind: "binding", path: names, value });
}

/**
 * The attributes of a plain object, each as one line with its whole path: `a.b = 1;` and `a.c = 2;`
 * instead of `a = { … };`. They keep their order.
 */
function flatten(attributes: NixAttributes): NixEntry[] {
  const leaves: NixEntry[] = [];
  Walk.through((walk) => addLeaves([], attributes, leaves, walk));
  return leaves;
}

/** `inherit a b;`; nothing without names. */
function inherit(...names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", names });
}

/** `inherit (from) a b;`; nothing without names. */
function inheritFrom(from: NixReference, names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", from: referenced(from), names });
}

function addLeaves(
  path: readonly string[],
  attributes: NixAttributes,
  leaves: NixEntry[],
  walk: Walk,
): void {
  walk.into(attributes, () => {
    for (const [name, value] of Object.entries(attributes)) {
      const whole = [...path, name];
      const isLeaf = !isAttributes(value) || Object.keys(value).length === 0;
      if (isLeaf) leaves.push(new NixEntry({ kind: "binding", path: whole, value }));
      else walk.to([name], () => addLeaves(whole, value, leaves, walk));
    }
  });
}

/** Functions that build Nix expressions from names and plain data. */
export const nix = {
  and,
  apply,
  comment,
  concat,
  entry,
  equal,
  flatten,
  float,
  fn,
  if: ifElse,
  inherit,
  inheritFrom,
  interpolate,
  lambda,
  let: letIn,
  lines,
  not,
  notEqual,
  or,
  path,
  plus,
  raw,
  ref,
  select,
  selectOr,
  set,
  update,
  with: withScope,
} as const;
