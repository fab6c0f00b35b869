import type { Fleet } from "../fleet";
import { onceLocked } from "../once-locked";
import { moduleName } from "./import-problems";
import type { InputModule, Module } from "./module";

/** Inputs with modules in files, which Nix deduplicates by path. */
const MODULES_ARE_FILES: ReadonlySet<string> = new Set([
  "disko",
  "home-manager",
  "nix-darwin",
  "sops-nix",
  "srvos",
]);

/**
 * Whether a machine may import a module of an input twice without deduplication by Nix. The module then needs
 * a `key`.
 */
export function isImportedTwice(fleet: Fleet, module: InputModule): boolean {
  return !MODULES_ARE_FILES.has(module.input) && repeated(fleet).has(moduleName(module));
}

/** Whether a machine may import a module of this flake twice, in the class of the machine. */
export function isSharedModule(
  fleet: Fleet,
  name: string,
  moduleClass: "nixos" | "darwin",
): boolean {
  return shared(fleet)[moduleClass].has(name);
}

const shared = onceLocked((fleet: Fleet) => ({
  nixos: sharedModules(fleet, "nixos"),
  darwin: sharedModules(fleet, "darwin"),
}));

function sharedModules(fleet: Fleet, moduleClass: "nixos" | "darwin"): ReadonlySet<string> {
  const byModules = fleet.flakeModules
    .filter(({ provides }) => provides[moduleClass] === true)
    .flatMap(({ imports }) => flakeModulesIn(imports));
  const byMachines = fleet.machines
    .filter((machine) => machine.machineClass === moduleClass)
    .flatMap(({ imports }) => flakeModulesIn(imports));
  const once = new Set(byMachines);
  const twice = new Set<string>();
  for (const name of byModules) (once.has(name) ? twice : once).add(name);
  return twice;
}

function flakeModulesIn(imports: readonly Module[]): readonly string[] {
  const names = imports.flatMap((one) => (one.kind === "flake-module" ? [one.name] : []));
  return [...new Set(names)];
}

/** Names of modules that a module and something else import. */
const repeated = onceLocked((fleet: Fleet): ReadonlySet<string> => {
  const byModules = fleet.flakeModules.map(({ imports }) => imports);
  const byOthers = [
    ...fleet.machines.map(({ imports }) => imports),
    ...fleet.users.map(({ home }) => home?.modules ?? []),
    ...fleet.services.flatMap(({ roles }) => roles.map(({ extraModules }) => extraModules)),
  ];
  const counts = new Map<string, number>();
  for (const name of byModules.flatMap(inputModulesIn)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const elsewhere = new Set(byOthers.flatMap(inputModulesIn));
  return new Set(
    [...counts].flatMap(([name, count]) => (count > 1 || elsewhere.has(name) ? [name] : [])),
  );
});

function inputModulesIn(imports: readonly Module[]): readonly string[] {
  const modules = imports.filter(({ kind }) => kind === "input-module");
  return [...new Set(modules.map(moduleName))];
}
