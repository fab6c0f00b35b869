import type { Fleet } from "../fleet";
import type { Role } from "../inventory/role";
import type { Machine } from "../machine/machine";
import { onceLocked } from "../once-locked";
import { type AnySettings, type Settings, settingsOfOptions } from "../options/nix-value";
import type { User } from "../user";
import { DendriticModule } from "./dendritic-module";
import { importedModules, moduleName } from "./import-problems";
import type { FlakeModule, Module, ModuleClass } from "./module";

/** The roles of a machine in services. */
export function rolesOf(machine: Machine): readonly Role[] {
  return rolesByMachine(machine.fleet).get(machine) ?? [];
}

const rolesByMachine = onceLocked((fleet: Fleet): ReadonlyMap<Machine, readonly Role[]> => {
  const groups = new Map<Machine, Role[]>();
  for (const role of fleet.services.flatMap(({ roles }) => roles)) {
    for (const machine of role.allMachines) {
      const group = groups.get(machine);
      if (group === undefined) groups.set(machine, [role]);
      else group.push(role);
    }
  }
  return groups;
});

/** All modules that a machine imports, directly, through roles of services, and transitively. */
export const importedBy = onceLocked((machine: Machine): readonly Module[] => {
  const throughRoles = rolesOf(machine).flatMap(({ extraModules }) => extraModules);
  return importedModules([...machine.imports, ...throughRoles], machine.machineClass);
});

const usersByHomeModule = onceLocked(
  (fleet: Fleet): ReadonlyMap<string, User> =>
    new Map(
      fleet.users.flatMap((user) =>
        user.homeModule === undefined ? [] : [[user.homeModule.name, user] as const],
      ),
    ),
);

/** The modules of this flake that a machine imports. */
export function modulesOf(machine: Machine): readonly FlakeModule[] {
  return importedBy(machine).filter(
    (module): module is FlakeModule => module.kind === "flake-module",
  );
}

const NONE: Settings = {};

/** Settings, and their place for messages. */
export type PlacedSettings = readonly [place: string, settings: AnySettings];

/** All settings of the fleet for the system of a machine. */
export function settingsOf(machine: Machine): readonly PlacedSettings[] {
  return [["settings", machine.settings], ...partsIn(modulesOf(machine), machine.machineClass)];
}

/** The settings of the homes on a machine, and of its roles in services. */
export function settingsBesideSystem(machine: Machine): readonly PlacedSettings[] {
  const roles = rolesOf(machine);
  const owners = usersByHomeModule(machine.fleet);
  const imported = new Set(roles.flatMap(({ extraModules }) => extraModules.map(moduleName)));
  const users = [...imported].flatMap((name) => owners.get(name) ?? []);
  return [
    ...users.flatMap(({ name, home }): readonly PlacedSettings[] => [
      [`settings of ${name}'s home`, home?.settings ?? NONE],
      ...partsIn(importedModules(home?.modules ?? [], "homeManager"), "homeManager"),
    ]),
    ...roles.flatMap((role) =>
      role
        .settingsFor(machine)
        .map((settings): PlacedSettings => [`settings of role ${role.path}`, settings]),
    ),
  ];
}

function partsIn(modules: readonly Module[], moduleClass: ModuleClass): readonly PlacedSettings[] {
  return modules
    .filter(DendriticModule.isDendriticModule)
    .flatMap((module) => placedParts(module)[moduleClass]);
}

const placedParts = onceLocked(({ name, parts }: DendriticModule<ModuleClass>) => {
  const ofClass = (moduleClass: ModuleClass): readonly PlacedSettings[] =>
    Object.values(parts).map((part) => [
      `settings in module ${name}`,
      settingsOfOptions(part[moduleClass]),
    ]);
  return {
    nixos: ofClass("nixos"),
    darwin: ofClass("darwin"),
    homeManager: ofClass("homeManager"),
  };
});
