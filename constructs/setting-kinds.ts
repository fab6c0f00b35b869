import { MetaLists, MetaReference } from "./meta-reference";
import type { NixExpression, Setting, Settings } from "./nix-value";

/** A value that only Nix can look into. */
export type OpaqueSetting = NixExpression | MetaReference | MetaLists;

/** Whether only Nix can look into a value: an expression, or a reference to the fleet's facts. */
export function isOpaque(value: unknown): value is OpaqueSetting {
  return value instanceof MetaReference || value instanceof MetaLists || isExpression(value);
}

/** Whether a value is a set of options. Everything else that is an object is an instance of a class. */
export function isSettings(value: Setting): value is Settings {
  return value !== null && typeof value === "object" && isPlain(value);
}

/** Whether a value has a comment above it. */
export function isCommented(value: unknown): value is { readonly value: unknown } {
  return (
    value !== null &&
    typeof value === "object" &&
    !isPlain(value) &&
    "text" in value &&
    "value" in value
  );
}

/** Whether a value was built with `nix`, or is an attribute of a set that was. */
export function isExpression(value: unknown): value is NixExpression {
  return value !== null && typeof value === "object" && !isPlain(value) && "node" in value;
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
