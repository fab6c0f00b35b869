import type { Fleet } from "../fleet";
import { DARWIN_SERVICES } from "../inventory/darwin-services";
import type { Service } from "../inventory/service";
import type { Machine } from "../machine/machine";
import { onceLocked } from "../once-locked";
import type { User } from "../user";
import { importedModules, moduleName } from "./import-problems";
import { importedBy, rolesOf, settingsOf } from "./machine-modules";
import type { FlakeModule, Module, ModuleClass } from "./module";
import { STANDARD_INPUTS } from "./standard-inputs";

/** Names of what a machine gets options from that no list and no declaration has. */
export const unlistedOn = onceLocked((machine: Machine): readonly string[] => {
  const { fleet, machineClass } = machine;
  const services = rolesOf(machine).map(({ service }) => service);
  return distinct([
    ...unlistedAmong(importedBy(machine), machineClass, fleet),
    ...services.filter(isUnlistedService).map(({ name }) => name),
    ...(settingsOf(machine).some(([, settings]) => "imports" in settings) ? [IMPORTS] : []),
  ]);
});

/** As {@link unlistedOn}, for a person's home. */
export const unlistedInHome = onceLocked((user: User): readonly string[] => {
  const { modules = [], settings = {} } = user.home ?? {};
  return distinct([
    ...unlistedAmong(importedModules(modules, "homeManager"), "homeManager", user.fleet),
    ...("imports" in settings ? [IMPORTS] : []),
  ]);
});

/** As {@link unlistedOn}, for everybody who imports a module. */
export function unlistedBeside(module: FlakeModule, moduleClass: ModuleClass): readonly string[] {
  const { fleet } = module;
  const importers =
    moduleClass === "homeManager"
      ? fleet.users
          .filter(({ home }) => importedModules(home?.modules ?? [], moduleClass).includes(module))
          .map(unlistedInHome)
      : fleet.machines
          .filter(({ machineClass }) => machineClass === moduleClass)
          .filter((machine) => importedBy(machine).includes(module))
          .map(unlistedOn);
  const own = unlistedAmong(importedModules([module], moduleClass), moduleClass, fleet);
  return distinct([...own, ...importers.flat()]);
}

const IMPORTS = "a module in `imports`";

function unlistedAmong(
  modules: readonly Module[],
  moduleClass: ModuleClass,
  fleet: Fleet,
): readonly string[] {
  return modules
    .filter((module) => !isListed(module, moduleClass, fleet))
    .map((module) => (module.kind === "input-module" ? module.input : moduleName(module)));
}

function isListed(module: Module, moduleClass: ModuleClass, fleet: Fleet): boolean {
  switch (module.kind) {
    case "generated-module":
      return true;
    case "flake-module":
      return module.isGenerated || module.options?.[moduleClass] !== undefined;
    case "file-module":
      return module.options?.[moduleClass] !== undefined;
    case "input-module":
      return (
        module.input in STANDARD_INPUTS ||
        fleet.inputs.some(
          ({ name, options }) => name === module.input && options?.[moduleClass] !== undefined,
        )
      );
  }
}

/** Whether a service is not one of clan-core's, nor one that the library writes. */
function isUnlistedService({ module: { name, input } }: Service): boolean {
  return input === "self" ? !(name in DARWIN_SERVICES) : input !== "clan-core";
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
