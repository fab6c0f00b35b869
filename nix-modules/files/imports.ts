import {
  type NixAttributes,
  NixComment,
  type NixExpression,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { Module, ModuleClass } from "../../constructs";

/**
 * The value of `imports` for one class: the modules of other flakes by their full names, those of this
 * flake by their short ones.
 *
 * @param flakeModules - where the file finds those: `config.flake.modules`, or a variable for it
 */
export function importsOf(
  modules: readonly Module[],
  moduleClass: ModuleClass,
  flakeModules = "config.flake.modules",
): NixValue {
  const relevant = modules.filter(({ provides }) => provides[moduleClass] === true);
  const names = relevant.flatMap((module) =>
    module.kind !== "input-module" && isPlainName(module.name) ? module.name : [],
  );
  const others = relevant.filter(
    (module) => module.kind === "input-module" || !isPlainName(module.name),
  );
  const list = others.map((module) => reference(module, moduleClass, flakeModules));
  if (names.length === 0) return list;
  const named = nix.with(
    nix.ref(flakeModules, moduleClass),
    names.sort().map((name) => nix.ref(name)),
  );
  return list.length === 0 ? named : nix.concat(list, named);
}

/** The options of a module with what it imports in that class, if anything. */
export function withImports(
  { imports: own, ...options }: NixAttributes,
  modules: readonly Module[],
  moduleClass: ModuleClass,
  flakeModules: string,
): NixAttributes {
  const imported = importsOf(modules, moduleClass, flakeModules);
  if (own === undefined || own instanceof NixComment) {
    return hasImports(modules, moduleClass) ? { imports: imported, ...options } : options;
  }
  const imports = hasImports(modules, moduleClass) ? nix.concat(imported, own) : own;
  return { imports, ...options };
}

/** Modules of one class, each by its full name. */
export function importsList(modules: readonly Module[], moduleClass: ModuleClass): NixValue {
  return modules.map((module) => reference(module, moduleClass));
}

/** Whether any of the modules has something for the class. */
export function hasImports(modules: readonly Module[], moduleClass: ModuleClass): boolean {
  return modules.some(({ provides }) => provides[moduleClass] === true);
}

function reference(
  module: Module,
  moduleClass: ModuleClass,
  flakeModules = "config.flake.modules",
): NixExpression {
  return module.kind === "input-module"
    ? nix.ref("inputs", module.input, ...module.attributes)
    : nix.ref(flakeModules, moduleClass, module.name);
}

/** Whether a name can stand alone under `with`. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w-]*$/.test(name);
}
