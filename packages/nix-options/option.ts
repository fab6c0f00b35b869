import type { NixComputed } from "@nix-fleet/nix-language";

/** The value of an option, or an expression for it. */
export type Option<Value> = Value | NixComputed<Value>;

/** An attribute set with any names. */
export interface AttrsOf<out Value> {
  readonly [name: string]: Value;
}

/** A value of an unknown type: any Nix value. */
export type Anything =
  | string
  | number
  | boolean
  | null
  | NixComputed<unknown>
  | readonly Anything[]
  | { readonly [name: string]: Anything };

declare const kind: unique symbol;

/** A package: `pkgs("ripgrep")` or any expression of unknown type. Plain data cannot be a package. */
export interface Package {
  readonly [kind]: "package";
}

/** A Nix function: `nix.fn(…)`, `nix.lambda(…)`, or any expression of unknown type. */
export interface NixFunction {
  readonly [kind]: "function";
}
