import {
  isList,
  type NixAttributes,
  NixComment,
  type NixExpression,
  type NixItem,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { FlakeModule, GeneratedModule, Module, ModuleClass } from "../../constructs";

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
  const [named, others] = [
    relevant.filter(hasPlainName),
    relevant.filter((one) => !hasPlainName(one)),
  ];
  const [first, ...more] = named.map(({ name }) => name).sort();
  const list = others.map((module) => reference(module, moduleClass, flakeModules));
  if (first === undefined) return list;
  if (more.length === 0) return [...list, nix.ref(flakeModules, moduleClass, first)];
  const short = nix.with(
    nix.ref(flakeModules, moduleClass),
    [first, ...more].map((name) => nix.ref(name)),
  );
  return list.length === 0 ? short : nix.concat(list, short);
}

/** The options of a module with what it imports in that class, if anything. */
export function withImports(
  { imports: own, ...options }: NixAttributes,
  modules: readonly Module[],
  moduleClass: ModuleClass,
  flakeModules: string,
): NixAttributes {
  const imported = importsOf(modules, moduleClass, flakeModules);
  if (own === undefined || NixComment.isNixComment(own)) {
    return hasImports(modules, moduleClass) ? { imports: imported, ...options } : options;
  }
  if (!hasImports(modules, moduleClass)) return { imports: own, ...options };
  const isOneList = isList<NixItem>(imported) && isList<NixItem>(own);
  return { imports: isOneList ? [...imported, ...own] : nix.concat(imported, own), ...options };
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

/** Whether a module of this flake has a name that can stand alone under `with`. */
function hasPlainName(module: Module): module is FlakeModule | GeneratedModule {
  return module.kind !== "input-module" && /^[A-Za-z_][\w-]*$/.test(module.name);
}
