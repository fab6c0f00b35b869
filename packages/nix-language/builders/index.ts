import { apply, fn, ifElse, lambda, letIn, withScope } from "./functions";
import { comment, float, interpolate, lines, path, raw } from "./literals";
import { ref, select, selectOr } from "./names";
import { and, concat, equal, not, notEqual, or, plus, update } from "./operators";
import { entry, flatten, inherit, inheritFrom, set } from "./sets";

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
