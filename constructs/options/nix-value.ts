import type { NixExpression, NixItem } from "@nix-fleet/nix-language";
import type { DarwinOptions, HomeOptions, NixosOptions } from "@nix-fleet/nix-options";
import type { MetaLists, MetaReference } from "../meta-reference";

/** The value of an option: a Nix value, or a reference to a fact of the fleet. */
export type Setting = NixItem | MetaReference | MetaLists | readonly Setting[] | Settings;

/** The options of each class. */
export interface ClassOptions {
  readonly nixos: NixosOptions;
  readonly darwin: DarwinOptions;
  readonly homeManager: HomeOptions;
}

/** Options and their values, nested as in Nix: `{ programs: { fish: { enable: true } } }`. */
export interface Settings {
  readonly [option: string]: Setting;
}

/** Options and their values, or a Nix expression that evaluates to them: `nix.apply("lib.mkIf", condition, { … })`. */
export type AnySettings = Settings | NixExpression;

/** Converts options of a class to untyped settings with the same content. */
export function settingsOfOptions(options: object = {}): AnySettings {
  return options as AnySettings;
}
