import type { NixComputed } from "@nix-fleet/nix-language";

/** The value of an option, or what Nix computes one with. */
export type Option<Value> = Value | NixComputed<Value>;

/** An attribute set of any names. */
export interface AttrsOf<out Value> {
  readonly [name: string]: Value;
}

/** A value of a type that no list knows more of: any that Nix has. */
export type Anything =
  | string
  | number
  | boolean
  | null
  | NixComputed<unknown>
  | readonly Anything[]
  | { readonly [name: string]: Anything };

declare const kind: unique symbol;

/** A package: no data is one, but `pkgs("ripgrep")` and any expression of unknown type. */
export interface Package {
  readonly [kind]: "package";
}

/** A function of Nix: `nix.fn(…)`, `nix.lambda(…)`, or any expression of unknown type. */
export interface NixFunction {
  readonly [kind]: "function";
}
