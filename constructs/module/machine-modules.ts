import type { Machine } from "../machine";
import type { Settings } from "../nix-value";
import { DendriticModule } from "./dendritic-module";
import { type ExtraImports, importedModules } from "./import-problems";
import type { FlakeModule, Module } from "./module";

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

/** The modules of this flake that a machine imports, by itself or through the role of a service. */
export function modulesOf(machine: Machine): readonly FlakeModule[] {
  const extra = extraImportsOf(machine).flatMap(({ modules }) => modules);
  const modules: readonly Module[] = [...machine.imports, ...extra];
  return [...importedModules(modules, machine.machineClass)].filter(
    (module): module is FlakeModule => module.kind === "flake-module",
  );
}

/** All options of the fleet that a machine gets, each with the words for where they stand. */
export function settingsOf(
  machine: Machine,
): readonly (readonly [place: string, settings: Settings])[] {
  const modules = modulesOf(machine).filter((module) => module instanceof DendriticModule);
  return [
    ["settings", machine.settings],
    ...modules.flatMap(({ name, parts }) =>
      Object.values(parts).map(
        (part) => [`settings in module ${name}`, part[machine.machineClass] ?? {}] as const,
      ),
    ),
  ];
}
