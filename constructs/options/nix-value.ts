import type { NixExpression, NixItem } from "@nix-fleet/nix-language";
import type { DarwinOptions, HomeOptions, NixosOptions } from "@nix-fleet/nix-options";
import type { MetaLists, MetaReference } from "../meta-reference";

/** The value of an option: of Nix's language, or a fact of the fleet. */
export type Setting = NixItem | MetaReference | MetaLists | readonly Setting[] | Settings;

/** The options that settings of each class can hold. */
export interface ClassOptions {
  readonly nixos: NixosOptions;
  readonly darwin: DarwinOptions;
  readonly homeManager: HomeOptions;
}

/** Options and their values, nested as in Nix: `{ programs: { fish: { enable: true } } }`. */
export interface Settings {
  readonly [option: string]: Setting;
}

/** Options and their values, or one expression that computes them: `nix.apply("lib.mkIf", condition, { … })`. */
export type AnySettings = Settings | NixExpression;

/** Options of a class as settings of any: what is in them is the same. */
export function settingsOfOptions(options: object = {}): AnySettings {
  return options as AnySettings;
}
