import {
  type DeclaredSet,
  type OptionChecker,
  optionChecker,
  optionsIn,
} from "@nix-fleet/nix-options";
import { FleetError } from "../diagnostics/fleet-error";
import type { Fleet } from "../fleet";
import type { ModuleClass } from "../module/module";
import { onceLocked } from "../once-locked";
import { isForeign } from "./setting-kinds";

/** Options that a module, or the modules of a flake, declare, by class. They are not in any list. */
export type DeclaredOptions<Class extends ModuleClass = ModuleClass> = {
  readonly [C in Class]?: DeclaredSet;
};

/** What a module or a flake input declares, by its name. */
export interface OptionDeclaration {
  readonly name: string;
  readonly options: DeclaredOptions;
}

/** The check of settings of a class with the lists, and with the declarations of the fleet's modules and inputs. */
export function optionCheckerOf(fleet: Fleet, moduleClass: ModuleClass): OptionChecker {
  return checkersOf(fleet)[moduleClass];
}

const checkersOf = onceLocked((fleet: Fleet): Readonly<Record<ModuleClass, OptionChecker>> => {
  const checker = (moduleClass: ModuleClass): OptionChecker => {
    const listFile = fleet.optionLists[moduleClass];
    const check = optionChecker(moduleClass, {
      ...(listFile !== undefined && { listFile }),
      isOpaque: isNoValue,
      declared: fleet.optionDeclarations.flatMap(({ name, options }) => {
        const set = options[moduleClass];
        return set === undefined ? [] : [optionsIn(set, `what ${name} declares`)];
      }),
    });
    return listFile === undefined ? check : (settings) => withList(listFile, () => check(settings));
  };
  return {
    nixos: checker("nixos"),
    darwin: checker("darwin"),
    homeManager: checker("homeManager"),
  };
});

/** Whether a value has no Nix equivalent, which another check reports. */
function isNoValue(value: unknown): boolean {
  const isData = ["string", "boolean", "object"].includes(typeof value) || Number.isFinite(value);
  return !isData || isForeign(value);
}

/** Runs a check; if the list cannot be read, the error names its file and how to create it. */
function withList<Result>(file: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    const isUnreadable =
      error instanceof SyntaxError || (error instanceof Error && "code" in error);
    if (!isUnreadable) throw error;
    throw new FleetError(
      `the list of options ${file} cannot be read: ${error.message}\n  allowed: a file written by fleet options update\n  remedy: run fleet options update in the folder of main.ts, or correct optionLists of the fleet`,
    );
  }
}
