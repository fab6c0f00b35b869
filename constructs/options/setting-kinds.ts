import { isAttributes, isList, NixComment, NixExpression } from "@nix-fleet/nix-language";
import { MetaLists, MetaReference } from "../meta-reference";
import type { Setting, Settings } from "./nix-value";

/** A value that only Nix can look into. */
export type OpaqueSetting = NixExpression | MetaReference | MetaLists;

/** Whether only Nix can look into a value: an expression, or a reference to the fleet's facts. */
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

/** What stands in settings under these names, one inside the other; undefined if one of them is missing. */
export function settingAt(value: Setting, names: readonly string[]): Setting | undefined {
  return names.reduce<Setting | undefined>(
    (inner, name) => (inner !== undefined && isSettings(inner) ? inner[name] : undefined),
    value,
  );
}

/** Whether a value is an object that Nix has nothing for, such as a machine. */
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
