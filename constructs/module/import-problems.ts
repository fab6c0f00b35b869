import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { Module, ModuleClass } from "./module";

/** Modules of flakes that the generated one does not have as an input. */
export function* inputProblems(imports: readonly Module[], fleet: Fleet): Iterable<Finding> {
  for (const module of imports) {
    if (module.kind !== "input-module" || fleet.hasInput(module.input)) continue;
    yield {
      code: "input-undeclared",
      summary: `module ${moduleName(module)} is of an undeclared flake input`,
      value: module.input,
      allowed: fleet.inputNames.join(", "),
      remedy: "correct the name, or declare the input as a FlakeInput",
    };
  }
}

/**
 * All modules that a machine gets in a class, those that its modules import included, each once. Linear in
 * the imports that it follows.
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

/** How messages call a module. */
export function moduleName(module: Module): string {
  if (module.kind === "file-module") return module.path;
  return module.kind === "input-module"
    ? ["inputs", module.input, ...module.attributes].join(".")
    : module.name;
}
