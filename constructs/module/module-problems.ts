import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import { cyclesIn } from "../graph";
import { onceLocked } from "../once-locked";
import { inputProblems, moduleName } from "./import-problems";
import type { FlakeModule, Module } from "./module";

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(\/[A-Za-z0-9_-]+)*$/;

// In `with config.flake.modules.<class>; [ … ]` these would be keywords, variables of the file, or Nix's own.
const TAKEN_NAMES = new Set([
  ...["assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with"],
  ...["config", "inputs", "lib", "meta", "modules", "pkgs", "self"],
  ...["abort", "break", "builtins", "derivation", "false", "import", "map", "null", "placeholder"],
  ...["throw", "true"],
]);
const PATH = /^((?![^/]*\.nix\/)[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.nix$/;

/** What is wrong with a module's name and its files. */
export function* moduleProblems(module: FlakeModule): Iterable<Finding> {
  const { fleet } = module;
  const hasName = NAME.test(module.name) && !TAKEN_NAMES.has(module.name);
  if (!hasName) {
    yield {
      code: "module-name-invalid",
      summary: "name of module is invalid",
      value: module.name,
      allowed:
        "a letter or '_', then letters, digits, '_', '-' and '/'; no keyword or variable of Nix modules",
      remedy: "rename the module",
    };
  } else if (isOfElement(module)) {
    yield {
      code: "module-name-generated",
      summary: "name of module is that of the module of a machine or a home",
      value: module.name,
      allowed: "any other name: options of both would be merged into one module",
      remedy: "rename the module, and import it there",
    };
  }
  for (const path of module.paths) {
    if (/(^|\/)_/.test(path)) {
      yield {
        code: "module-path-skipped",
        summary: "import-tree skips files whose path has a part that starts with '_'",
        value: `modules/${path}`,
        allowed: "a path without such a part",
        remedy: "rename the folder or the file",
      };
    } else if (!PATH.test(path) && (hasName || !path.startsWith(`${module.name}/`))) {
      yield {
        code: "module-path-invalid",
        summary: "path of module is invalid",
        value: `modules/${path}`,
        allowed:
          "modules/<folder>/<file>.nix or modules/<file>.nix of letters, digits, '.', '_' and '-'",
        remedy:
          'rename the folder or the file; for parts in several folders use folder: "" and parts such as "system/nix"',
      };
    }
    const owner = fleet.ownerOf(path);
    const isShared = [owner, module].every((one) => one?.partPaths.includes(path));
    if (owner !== undefined && owner !== module && !isShared) {
      yield {
        code: "module-file-claimed",
        summary: "file is claimed by two modules",
        value: `modules/${path}`,
        allowed: `a path that no other module has; ${owner.node.path} has this one`,
        remedy: "give one of the two another folder or file name",
      };
    }
  }
  for (const imported of module.imports) {
    if (Object.keys(imported.provides).some((name) => name in module.provides)) continue;
    yield {
      code: "module-import-class",
      summary: `module ${module.name} imports one that has nothing for its classes`,
      value: moduleName(imported),
      allowed: `a module for ${Object.keys(module.provides).join(" or ")}`,
      remedy: "import it where its class is wanted, or remove it",
    };
  }
  yield* inputProblems(module.imports, fleet);
  yield* cycleProblems(module);
}

/** Whether the generated tree has a module of that name for a machine or a home. */
function isOfElement({ fleet, name }: FlakeModule): boolean {
  const [kind, ...element] = name.split("/");
  const id = element.join("/");
  if (kind === "hosts") return fleet.firstNamed("machine", id) !== undefined;
  return kind === "users" && fleet.users.some(({ name: user, home }) => user === id && home);
}

function* cycleProblems(module: FlakeModule): Iterable<Finding> {
  const cycle = importCycles(module.fleet).get(module);
  if (cycle === undefined) return;
  yield {
    code: "module-cycle",
    summary: "modules import each other in a cycle",
    value: cycle.map(({ name }) => name).join(" -> "),
    allowed: "imports that do not lead back to the module",
    remedy: "move what both need into a third module",
  };
}

const importCycles = onceLocked((fleet: Fleet) => cyclesIn(fleet.flakeModules, importsOf));

function importsOf({ imports }: FlakeModule): readonly FlakeModule[] {
  return imports.filter(isFlakeModule);
}

function isFlakeModule(module: Module): module is Module & FlakeModule {
  return module.kind === "flake-module";
}
