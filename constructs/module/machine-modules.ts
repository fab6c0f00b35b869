import type { Machine } from "../machine";
import type { Settings } from "../nix-value";
import { DendriticModule } from "./dendritic-module";
import { type ExtraImports, importedModules, moduleName } from "./import-problems";
import type { FlakeModule, Module, ModuleClass } from "./module";

/** The modules that a machine imports through the roles that it has in services. */
export function extraImportsOf(machine: Machine): readonly ExtraImports[] {
  return machine.fleet.services.flatMap((service) =>
    service.roles
      .filter((role) => role.extraModules.length > 0 && service.hasIn(role, machine))
      .map((role) => ({
        through: `role ${service.instanceName}.${role.name}`,
        modules: role.extraModules,
      })),
  );
}

/** All modules that a machine imports, by itself or through the role of a service, and theirs in turn. */
export function importedBy(machine: Machine): readonly Module[] {
  const extra = extraImportsOf(machine).flatMap(({ modules }) => modules);
  return [...importedModules([...machine.imports, ...extra], machine.machineClass)];
}

/** Those of the modules that a machine imports that are this flake's. */
export function modulesOf(machine: Machine): readonly FlakeModule[] {
  return importedBy(machine).filter(
    (module): module is FlakeModule => module.kind === "flake-module",
  );
}

/** Settings, and the words for where they stand. */
export type PlacedSettings = readonly [place: string, settings: Settings];

/** All options of the fleet that a machine gets for its system. */
export function settingsOf(machine: Machine): readonly PlacedSettings[] {
  return [["settings", machine.settings], ...partsIn(modulesOf(machine), machine.machineClass)];
}

/** What else of the fleet's settings a machine gets: of the homes on it, and of its roles in services. */
export function settingsBesideSystem(machine: Machine): readonly PlacedSettings[] {
  const { fleet } = machine;
  const imported = extraImportsOf(machine).flatMap(({ modules }) => modules.map(moduleName));
  const users = fleet.users.filter(
    ({ homeModule }) => homeModule !== undefined && imported.includes(homeModule.name),
  );
  return [
    ...users.flatMap(({ name, home }): readonly PlacedSettings[] => [
      [`settings of ${name}'s home`, home?.settings ?? {}],
      ...partsIn([...importedModules(home?.modules ?? [], "homeManager")], "homeManager"),
    ]),
    ...fleet.services.flatMap((service) =>
      service.roles
        .filter((role) => service.hasIn(role, machine))
        .flatMap((role) => {
          const place = `settings of role ${service.instanceName}.${role.name}`;
          return role.settingsFor(machine).map((settings): PlacedSettings => [place, settings]);
        }),
    ),
  ];
}

function partsIn(modules: readonly Module[], moduleClass: ModuleClass): readonly PlacedSettings[] {
  return modules
    .filter((module) => module instanceof DendriticModule)
    .flatMap(({ name, parts }) =>
      Object.values(parts).map(
        (part): PlacedSettings => [`settings in module ${name}`, part[moduleClass] ?? {}],
      ),
    );
}
