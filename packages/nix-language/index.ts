/**
 * Nix expressions as typed values, and their printer.
 *
 * Plain data is a value; the functions of `nix` build all other expressions. `print` converts a value to the
 * text of a file in three steps, each independent of the next: `syntax` names, sorts, escapes (with
 * `lexical`) and adds parentheses; `format` defines the possible line breaks, as in nixfmt; `layout` breaks
 * the lines.
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
export { type NixPart, partsOf, visitParts } from "./values/parts";
export {
  literalNames,
  type Reference,
  type References,
  referencesIn,
  referencesOf,
} from "./values/references";
export type { NixType, NixTyped } from "./values/typed";
export { withoutComments } from "./values/without-comments";
