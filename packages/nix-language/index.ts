/**
 * Nix expressions as typed values, and the one printer for them.
 *
 * Plain data is a value as it is; `nix` builds what data cannot say. `print` turns a value into the
 * text of a file in four steps, each of which knows nothing of the next: `syntax` names, orders,
 * escapes (with `lexical`) and puts into parentheses; `format` says where lines may break, as nixfmt
 * does; `layout` breaks them.
 */
export { nix } from "./builders";
export {
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
} from "./expression";
export { type NixPart, partsOf } from "./parts";
export { print } from "./print";
export {
  literalNames,
  type Reference,
  type References,
  referencesIn,
  referencesOf,
} from "./references";
export { isAttributes, isList } from "./syntax/kinds";
export type { NixType, NixTyped } from "./typed";
export { NixValueError } from "./value-error";
export { withoutComments } from "./without-comments";
