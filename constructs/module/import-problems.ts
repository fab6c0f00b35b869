import type { Problem } from "../problem";
import type { Module, ModuleClass } from "./module";

/**
 * Modules that a machine would evaluate twice: flake-parts gives them no key, so each way that leads to
 * one imports it anew, and lists in it are then merged with themselves.
 */
export function* importProblems(
  imports: readonly Module[],
  moduleClass: ModuleClass,
): Iterable<Problem> {
  const ways = new Map<string, string[]>();
  collect(imports, moduleClass, [], ways);
  for (const [name, trails] of ways) {
    if (trails.length < 2) continue;
    yield {
      what: `${moduleClass} module ${name} is imported by ${trails.length} ways`,
      value: trails,
      allowed: "each module once for each machine",
      remedy: `remove ${name} from \`imports\` on all ways but one`,
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
