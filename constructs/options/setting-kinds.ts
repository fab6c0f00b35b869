import { isAttributes, isList, NixComment, NixExpression } from "@nix-fleet/nix-language";
import { MetaLists, MetaReference } from "../meta-reference";
import type { Setting, Settings } from "./nix-value";

/** A value that only Nix can evaluate. */
export type OpaqueSetting = NixExpression | MetaReference | MetaLists;

/** Whether only Nix can evaluate a value: a Nix expression, or a reference to a fact of the fleet. */
export function isOpaque(value: unknown): value is OpaqueSetting {
  return (
    NixExpression.isNixExpression(value) ||
    MetaReference.isMetaReference(value) ||
    MetaLists.isMetaLists(value)
  );
}

/** Whether a value is a set of options. */
export function isSettings(value: Setting): value is Settings {
  return isAttributes(value);
}

/** The value at a path of names in settings; undefined if it does not exist. */
export function settingAt(value: Setting, names: readonly string[]): Setting | undefined {
  return names.reduce<Setting | undefined>(
    (inner, name) => (inner !== undefined && isSettings(inner) ? inner[name] : undefined),
    value,
  );
}

/** Whether a value is an object without a Nix equivalent, such as a machine. */
export function isForeign(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !isList(value) &&
    !isAttributes(value) &&
    !isOpaque(value) &&
    !NixComment.isNixComment(value)
  );
}
