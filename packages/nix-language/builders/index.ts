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
 * An attribute set that keeps the order of its attributes, and its braces even around a single attribute.
 * Each argument is a paragraph. The printer separates paragraphs with an empty line and omits empty ones.
 * Attributes with a reference that ends in the same name are printed as `inherit`. (JavaScript moves names
 * that are whole numbers to the front of an object; use {@link entry} for them.)
 *
 * @throws NixValueError when printed, if an attribute is a duplicate
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
 * The attributes of a plain object, each on one line with its full path: `a.b = 1;` and `a.c = 2;` instead of
 * `a = { … };`. They keep their order.
 */
function flatten(attributes: NixAttributes): NixEntry[] {
  const leaves: NixEntry[] = [];
  Walk.through((walk) => addLeaves([], attributes, leaves, walk));
  return leaves;
}

/** `inherit a b;`. Prints nothing without names. */
function inherit(...names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", names });
}

/** `inherit (from) a b;`. Prints nothing without names. */
function inheritFrom(from: NixReference, names: readonly string[]): NixEntry {
  return new NixEntry({ kind: "inherit", from: referenced(from), names });
}

function addLeaves(
  path: readonly string[],
  attributes: NixAttributes,
  leaves: NixEntry[],
  walk: Walk,
): void {
  walk.enter(attributes);
  for (const [name, value] of Object.entries(attributes)) {
    const whole = [...path, name];
    walk.to(name);
    const isLeaf = !isAttributes(value) || Object.keys(value).length === 0;
    if (isLeaf) leaves.push(new NixEntry({ kind: "binding", path: whole, value }));
    else addLeaves(whole, value, leaves, walk);
    walk.back();
  }
  walk.leave();
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
