import { posix } from "node:path";
import {
  isList,
  type NixAttributes,
  NixComment,
  type NixExpression,
  type NixItem,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { FlakeModule, Fleet, GeneratedModule, Module, ModuleClass } from "../../constructs";
import { moduleName } from "../../constructs/module/import-problems";
import { isImportedTwice } from "../../constructs/module/repeated-imports";
import { relativePath } from "./relative-path";

/** The module that imports others. */
export interface Importer<Class = ModuleClass> {
  readonly fleet: Fleet;
  /** Path of the file relative to `modules/`. */
  readonly file: string;
  readonly moduleClass: Class;
  /** The expression for this flake's modules in the file. @default "config.flake.modules" */
  readonly flakeModules?: string;
}

const FLAKE_MODULES = "config.flake.modules";

/**
 * The value of `imports`, without duplicates: files and modules of other flakes by their full names, modules of this
 * flake by their short names.
 */
export function importsOf(modules: readonly Module[], importer: Importer): NixValue {
  const { moduleClass, flakeModules = FLAKE_MODULES } = importer;
  const relevant = eachOnce(modules.filter(({ provides }) => provides[moduleClass] === true));
  const [named, others] = [
    relevant.filter(hasPlainName),
    relevant.filter((one) => !hasPlainName(one)),
  ];
  const [first, ...more] = named.map(({ name }) => name).sort();
  const list = others.map((module) => reference(module, importer));
  if (first === undefined) return list;
  if (more.length === 0) return [...list, nix.ref(flakeModules, moduleClass, first)];
  const short = nix.with(
    nix.ref(flakeModules, moduleClass),
    [first, ...more].map((name) => nix.ref(name)),
  );
  return list.length === 0 ? short : nix.concat(list, short);
}

/** The options of a module with its imports for the class, if any. */
export function withImports(
  { imports: own, ...options }: NixAttributes,
  modules: readonly Module[],
  importer: Importer,
): NixAttributes {
  const { moduleClass } = importer;
  const imported = importsOf(modules, importer);
  if (own === undefined || NixComment.isNixComment(own)) {
    return hasImports(modules, moduleClass) ? { imports: imported, ...options } : options;
  }
  if (!hasImports(modules, moduleClass)) return { imports: own, ...options };
  const isOneList = isList<NixItem>(imported) && isList<NixItem>(own);
  return { imports: isOneList ? [...imported, ...own] : nix.concat(imported, own), ...options };
}

/** Modules by their full names, for a class or for an expression of a class. */
export function importsList(
  modules: readonly Module[],
  importer: Importer<ModuleClass | NixExpression>,
): NixValue {
  return eachOnce(modules).map((module) => reference(module, importer));
}

/** Whether any of the modules provides the class. */
export function hasImports(modules: readonly Module[], moduleClass: ModuleClass): boolean {
  return modules.some(({ provides }) => provides[moduleClass] === true);
}

function eachOnce(modules: readonly Module[]): readonly Module[] {
  return [...new Map(modules.map((module) => [moduleName(module), module])).values()];
}

function reference(
  module: Module,
  { fleet, file, moduleClass, flakeModules = FLAKE_MODULES }: Importer<ModuleClass | NixExpression>,
): NixExpression {
  switch (module.kind) {
    case "file-module":
      return relativePath(posix.dirname(file), module.path);
    case "input-module": {
      const imported = nix.ref("inputs", module.input, ...module.attributes);
      return isImportedTwice(fleet, module)
        ? nix.set({ key: moduleName(module), imports: [imported] })
        : imported;
    }
    default:
      return nix.ref(flakeModules, moduleClass, module.name);
  }
}

/** Whether a module of this flake has a name that is a Nix identifier, for use with `with`. */
function hasPlainName(module: Module): module is FlakeModule | GeneratedModule {
  const hasName = module.kind === "flake-module" || module.kind === "generated-module";
  return hasName && /^[A-Za-z_][\w-]*$/.test(module.name);
}
