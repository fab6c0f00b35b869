import type { Problem } from "../problem";
import type { Module, ModuleClass } from "./module";

/** Modules that come through something other than `imports`, and the words for what. */
export interface ExtraImports {
  readonly through: string;
  readonly modules: readonly Module[];
}

/**
 * Modules that a machine would evaluate twice: flake-parts gives them no key, so each way that leads to
 * one imports it anew, and lists in it are then merged with themselves.
 */
export function* importProblems(
  imports: readonly Module[],
  moduleClass: ModuleClass,
  extra: readonly ExtraImports[] = [],
): Iterable<Problem> {
  const ways = new Map<string, string[]>();
  collect(imports, moduleClass, [], ways);
  for (const { through, modules } of extra) collect(modules, moduleClass, [through], ways);
  for (const [name, trails] of ways) {
    if (trails.length < 2) continue;
    yield {
      what: `${moduleClass} module ${name} is imported by ${trails.length} ways`,
      value: trails,
      allowed: "each module once for each machine",
      remedy: `remove ${name} on all ways but one`,
    };
  }
}

function collect(
  imports: readonly Module[],
  moduleClass: ModuleClass,
  trail: readonly string[],
  ways: Map<string, string[]>,
): void {
  for (const module of imports) {
    const name = moduleName(module);
    if (module.provides[moduleClass] !== true || trail.includes(name)) continue;
    const next = [...trail, name];
    ways.set(name, [...(ways.get(name) ?? []), next.join(" -> ")]);
    if (module.kind === "flake-module") collect(module.imports, moduleClass, next, ways);
  }
}

/** Modules of flakes that the generated one does not have as an input. */
export function* inputProblems(
  imports: readonly Module[],
  inputNames: readonly string[],
): Iterable<Problem> {
  for (const module of imports) {
    if (module.kind !== "input-module" || inputNames.includes(module.input)) continue;
    yield {
      what: `module ${moduleName(module)} is of a flake input that there is not`,
      value: module.input,
      allowed: inputNames.join(", "),
      remedy: "correct the name, or declare the input as a FlakeInput",
    };
  }
}

/** All modules that a machine gets in a class, those that its modules import included. */
export function* importedModules(
  imports: readonly Module[],
  moduleClass: ModuleClass,
  seen: Set<Module> = new Set(),
): Iterable<Module> {
  for (const module of imports) {
    if (seen.has(module) || module.provides[moduleClass] !== true) continue;
    seen.add(module);
    yield module;
    if (module.kind === "flake-module") yield* importedModules(module.imports, moduleClass, seen);
  }
}

/** How messages call a module. */
export function moduleName(module: Module): string {
  return module.kind === "input-module"
    ? ["inputs", module.input, ...module.attributes].join(".")
    : module.name;
}
