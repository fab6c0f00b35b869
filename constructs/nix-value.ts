import type { MetaLists, MetaReference } from "./meta-reference";
import type { VarsReference } from "./vars/vars-reference";

/** A Nix expression, built with `nix` of nix-modules/language. The constructs only carry it. */
export interface NixExpression {
  readonly node: { readonly kind: string };
}

/** A value with a comment above it, made by `nix.comment`. */
export interface NixComment {
  readonly text: string;
  readonly value: Setting;
}

/** The value of an option. */
export type Setting =
  | string
  | number
  | boolean
  | null
  | NixExpression
  | NixComment
  | MetaReference
  | MetaLists
  | VarsReference
  | readonly Setting[]
  | Settings;

/** Options and their values, nested as in Nix: `{ programs: { fish: { enable: true } } }`. */
export interface Settings {
  readonly [option: string]: Setting;
}
