/**
 * Nix expressions as typed values, and the one printer for them.
 *
 * Plain data is a value as it is; `nix` builds what data cannot say. `print` turns a value into the
 * text of a file in three steps, each of which knows nothing of the next: `syntax` names, orders,
 * escapes (with `lexical`) and puts into parentheses; `format` says where lines may break, as nixfmt
 * does; `layout` breaks them.
 */
export { nix } from "./builders";
export { print } from "./print";
export { type NixProblem, NixValueError } from "./value-error";
export {
  isAttributes,
  isList,
  type NixAttributes,
  NixComment,
  NixComputed,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixReference,
  type NixSet,
  type NixValue,
} from "./values/expression";
export { type NixPart, partsOf } from "./values/parts";
export {
  literalNames,
  type Reference,
  type References,
  referencesIn,
  referencesOf,
} from "./values/references";
export type { NixType, NixTyped } from "./values/typed";
export { withoutComments } from "./values/without-comments";
