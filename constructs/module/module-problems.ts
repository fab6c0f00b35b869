import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import { cyclesIn } from "../graph";
import { onceLocked } from "../once-locked";
import { inputProblems, moduleName } from "./import-problems";
import type { FlakeModule, Module } from "./module";

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(\/[A-Za-z0-9_-]+)*$/;

// In `with config.flake.modules.<class>; [ … ]` these are keywords, variables of the file, or Nix builtins.
const TAKEN_NAMES = new Set([
  ...["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"],
  ...["config", "inputs", "lib", "meta", "modules", "pkgs", "self"],
  ...["abort", "break", "builtins", "derivation", "false", "import", "map", "null", "placeholder"],
  ...["throw", "true"],
]);
const PATH = /^((?![^/]*\.nix\/)[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.nix$/;

/** Checks the name and the files of a module. */
export function* moduleProblems(module: FlakeModule): Iterable<Finding> {
  const { fleet } = module;
  const hasName = NAME.test(module.name) && !TAKEN_NAMES.has(module.name);
  if (!hasName) {
    yield {
      code: "module-name-invalid",
      summary: "module name is invalid",
      value: module.name,
      allowed:
        "a letter or '_', then letters, digits, '_', '-' and '/'; no keyword or variable of Nix modules",
      remedy: "rename the module",
    };
  } else if (isOfElement(module) || isGenerated(module)) {
    yield {
      code: "module-name-generated",
      summary: "module name is the name of a generated module",
      value: module.name,
      allowed: "any other name",
      remedy: "rename the module, and import it where its settings belong",
    };
  }
  for (const path of module.paths) {
    if (/(^|\/)_/.test(path)) {
      yield {
        code: "module-path-skipped",
        summary: "import-tree skips paths with a component that starts with '_'",
        value: `modules/${path}`,
        allowed: "a path without such a component",
        remedy: "rename the folder or the file",
      };
    } else if (!PATH.test(path) && (hasName || !path.startsWith(`${module.name}/`))) {
      yield {
        code: "module-path-invalid",
        summary: "module path is invalid",
        value: `modules/${path}`,
        allowed:
          "modules/<folder>/<file>.nix or modules/<file>.nix of letters, digits, '.', '_' and '-'",
        remedy:
          'rename the folder or file; for parts in several folders, use folder: "" and parts such as "system/nix"',
      };
    }
    const owner = fleet.ownerOf(path);
    const isShared = [owner, module].every((one) => one?.partPaths.includes(path));
    if (owner !== undefined && owner !== module && !isShared) {
      yield {
        code: "module-file-claimed",
        summary: "two modules use the same file",
        value: `modules/${path}`,
        allowed: `a unique path; ${owner.node.path} uses this one`,
        remedy: "change the folder or file name of one of them",
      };
    }
  }
  for (const imported of module.imports) {
    if (Object.keys(imported.provides).some((name) => name in module.provides)) continue;
    yield {
      code: "module-import-class",
      summary: `module ${module.name} imports a module of another class`,
      value: moduleName(imported),
      allowed: `a module for ${Object.keys(module.provides).join(" or ")}`,
      remedy: "import it in a module of its class, or remove it",
    };
  }
  yield* inputProblems(module.imports, fleet);
  yield* cycleProblems(module);
}

/** Whether the name belongs to the generated module of a machine or a home. */
function isOfElement({ fleet, name }: FlakeModule): boolean {
  const [kind, ...element] = name.split("/");
  const id = element.join("/");
  if (kind === "hosts") return fleet.firstNamed("machine", id) !== undefined;
  return kind === "users" && fleet.users.some(({ name: user, home }) => user === id && home);
}

/** Whether a generated module, which machines import, has the same name and class. */
function isGenerated({ fleet, name, provides }: FlakeModule): boolean {
  const generated = generatedModules(fleet).get(name);
  return generated !== undefined && Object.keys(provides).some((one) => one in generated.provides);
}

const generatedModules = onceLocked(({ machines }: Fleet): ReadonlyMap<string, Module> => {
  const imports = new Set(machines.flatMap((machine): readonly Module[] => machine.imports));
  return new Map(
    [...imports].flatMap((one) => (one.kind === "generated-module" ? [[one.name, one]] : [])),
  );
});

function* cycleProblems(module: FlakeModule): Iterable<Finding> {
  const cycle = importCycles(module.fleet).get(module);
  if (cycle === undefined) return;
  yield {
    code: "module-cycle",
    summary: "modules import each other in a cycle",
    value: cycle.map(({ name }) => name).join(" -> "),
    allowed: "imports without a cycle",
    remedy: "move the shared part to a third module",
  };
}

const importCycles = onceLocked((fleet: Fleet) => cyclesIn(fleet.flakeModules, importsOf));

function importsOf({ imports }: FlakeModule): readonly FlakeModule[] {
  return imports.filter(isFlakeModule);
}

function isFlakeModule(module: Module): module is Module & FlakeModule {
  return module.kind === "flake-module";
}
