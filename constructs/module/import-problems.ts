import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { Module, ModuleClass } from "./module";

/** Reports modules of undeclared flake inputs. */
export function* inputProblems(imports: readonly Module[], fleet: Fleet): Iterable<Finding> {
  for (const module of imports) {
    if (module.kind !== "input-module" || fleet.hasInput(module.input)) continue;
    yield {
      code: "input-undeclared",
      summary: `module ${moduleName(module)} comes from an undeclared flake input`,
      value: module.input,
      allowed: fleet.inputNames.join(", "),
      remedy: "correct the name, or declare the input as a FlakeInput",
    };
  }
}

/**
 * All modules of a machine in a class, including transitive imports, without duplicates. Linear in the
 * number of imports.
 */
export function importedModules(
  imports: readonly Module[],
  moduleClass: ModuleClass,
): readonly Module[] {
  const found = new Set<Module>();
  const pending = imports.toReversed();
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    if (found.has(module) || module.provides[moduleClass] !== true) continue;
    found.add(module);
    if (module.kind === "flake-module") pending.push(...module.imports.toReversed());
  }
  return [...found];
}

/** Name of a module in messages. */
export function moduleName(module: Module): string {
  if (module.kind === "file-module") return module.path;
  return module.kind === "input-module"
    ? ["inputs", module.input, ...module.attributes].join(".")
    : module.name;
}
