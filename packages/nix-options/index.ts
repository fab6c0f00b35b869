/**
 * The options of NixOS, nix-darwin and home-manager: types for settings, and a check at run time. Both use
 * option lists.
 */

export type { NixSet } from "@nix-fleet/nix-language";
export {
  type CheckOptions,
  checkOptions,
  type OptionChecker,
  optionChecker,
} from "./check/check-options";
export type { OptionProblem, ProblemKind } from "./check/problem";
export * from "./declared/options";
export {
  type DeclaredSet,
  DeclaredType,
  type OptionsOf,
  optionsIn,
  types,
} from "./declared/types";
export { type Condition, lib } from "./lib";
export type { ModuleClass } from "./list/class-options";
export { convertOptionList, type ListSource, OptionListError } from "./list/convert";
export { listText, parseListText } from "./list/list-text";
export { listName, type OptionList, type OptionNode, type OptionType } from "./list/option-list";
export type { Anything, AttrsOf, NixFunction, Option, Package } from "./option";
export * from "./packages/package-names";
export { PackageReference, packageSet, packages, pkgs } from "./packages/pkgs";
export { optionTypes } from "./types/own-types";
