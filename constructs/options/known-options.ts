import {
  type DeclaredSet,
  type OptionChecker,
  optionChecker,
  optionsIn,
} from "@nix-fleet/nix-options";
import type { Fleet } from "../fleet";
import type { ModuleClass } from "../module/module";
import { onceLocked } from "../once-locked";
import { isForeign } from "./setting-kinds";

/** Options that a module, or the modules of a flake, declare by class: what no list knows. */
export type DeclaredOptions<Class extends ModuleClass = ModuleClass> = {
  readonly [C in Class]?: DeclaredSet;
};

/** What a module or a flake input declares, by its name. */
export interface OptionDeclaration {
  readonly name: string;
  readonly options: DeclaredOptions;
}

/** The check of settings of a class by the lists, and by what the fleet's modules and inputs declare. */
export function optionCheckerOf(fleet: Fleet, moduleClass: ModuleClass): OptionChecker {
  return checkersOf(fleet)[moduleClass];
}

const checkersOf = onceLocked((fleet: Fleet): Readonly<Record<ModuleClass, OptionChecker>> => {
  const checker = (moduleClass: ModuleClass): OptionChecker =>
    optionChecker(moduleClass, {
      isOpaque: isNoValue,
      declared: fleet.optionDeclarations.flatMap(({ name, options }) => {
        const set = options[moduleClass];
        return set === undefined ? [] : [optionsIn(set, `what ${name} declares`)];
      }),
    });
  return {
    nixos: checker("nixos"),
    darwin: checker("darwin"),
    homeManager: checker("homeManager"),
  };
});

/** Whether Nix has nothing for a value, which a check of its own reports. */
function isNoValue(value: unknown): boolean {
  const isData = ["string", "boolean", "object"].includes(typeof value) || Number.isFinite(value);
  return !isData || isForeign(value);
}
