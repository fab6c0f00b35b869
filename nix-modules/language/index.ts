export { nix } from "./builders";
export {
  type NixAttributes,
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixReference,
  type NixValue,
} from "./expression";
export { print } from "./print";
export { referencesOf } from "./references";
export { NixValueError } from "./value-error";
