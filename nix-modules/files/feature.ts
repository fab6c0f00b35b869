import { type NixEntries, type NixEntry, type NixValue, nix, print } from "@nix-fleet/nix-language";
import type { DendriticModule, Fleet, ModuleClass } from "../../constructs";
import { modulePath } from "../../constructs/module/module-path";
import { onceLocked } from "../../constructs/once-locked";
import { settingsOfOptions } from "../../constructs/options/nix-value";
import { flakeModuleWith, type GeneratedFile } from "./generated-file";
import { withImports } from "./imports";
import { moduleSet, moduleValue } from "./module-value";
import { type Grantee, grantedFiles } from "./vars/granted-files";

const SYSTEM_CLASSES = ["nixos", "darwin"] as const;
const CLASSES: readonly ModuleClass[] = [...SYSTEM_CLASSES, "homeManager"];

/** The variable for a value that is the same for several classes. */
const SHARED = "shared";

type Feature = DendriticModule<ModuleClass>;

/**
 * The files of a feature, `modules/<folder>/<part>.nix`; each contains one part for every class. If several features
 * share a file, the first of them generates it.
 */
export function featureFiles(module: Feature): readonly GeneratedFile[] {
  const files = Object.keys(module.parts);
  return [...files.flatMap((file) => partFile(module, file)), ...grantedFiles(grantee(module))];
}

function grantee({ name, folder, parts, provides, vars, secrets }: Feature): Grantee {
  const classes = SYSTEM_CLASSES.filter((moduleClass) => provides[moduleClass]);
  return { folder, module: name, classes, vars, secrets, taken: Object.keys(parts) };
}

/** A part of a feature. */
interface Part {
  readonly module: Feature;
  /** Its name in the feature. */
  readonly file: string;
}

function partFile(module: Feature, file: string): readonly GeneratedFile[] {
  const path = modulePath(module.folder, file);
  const parts = partsByPath(module.fleet).get(path) ?? [{ module, file }];
  const [first, ...others] = parts;
  if (first?.module !== module || first.file !== file) return [];
  if (others.length > 0) {
    return [flakeModuleWith([], path, ...parts.flatMap((part) => separate(classValues(part))))];
  }
  const { variables, entries } = sharing(classValues(first));
  return [flakeModuleWith(variables, path, ...entries)];
}

const partsByPath = onceLocked((fleet: Fleet): ReadonlyMap<string, readonly Part[]> => {
  const parts = new Map<string, Part[]>();
  for (const module of fleet.modules) {
    for (const file of Object.keys(module.parts)) {
      const path = modulePath(module.folder, file);
      const group = parts.get(path);
      if (group === undefined) parts.set(path, [{ module, file }]);
      else group.push({ module, file });
    }
  }
  return parts;
});

interface ClassValue {
  readonly path: readonly [string, ...string[]];
  readonly value: NixValue;
}

/** The values that a part defines, by class. */
function classValues({ module, file }: Part): readonly ClassValue[] {
  const { fleet, name, folder, parts, imports } = module;
  const files = Object.keys(parts);
  return CLASSES.flatMap((moduleClass) => {
    const settings = parts[file]?.[moduleClass];
    if (settings === undefined) return [];
    // The imports of the module are only in its first file with this class.
    const isFirst = files.find((other) => parts[other]?.[moduleClass] !== undefined) === file;
    const path = modulePath(folder, file);
    const value = moduleValue(settingsOfOptions(settings), ({ options, computed }, { modules }) => {
      const importer = { fleet, file: path, moduleClass, flakeModules: modules };
      return moduleSet(withImports(options, isFirst ? imports : [], importer), [], computed);
    });
    return [{ path: ["flake", "modules", moduleClass, name], value }];
  });
}

/** The values of classes. If all are equal and have several lines, they share a variable. */
function sharing(values: readonly ClassValue[]): {
  readonly variables: readonly NixEntry[];
  readonly entries: readonly NixEntries[];
} {
  const [first, ...others] = values;
  const text = first === undefined ? "" : print(first.value);
  const isShared = others.length > 0 && others.every(({ value }) => print(value) === text);
  if (first === undefined || !isShared || text.trim().split("\n").length < 4) {
    return { variables: [], entries: separate(values) };
  }
  return {
    variables: [nix.entry(SHARED, first.value)],
    entries: [values.map(({ path }) => nix.entry(path, nix.ref(SHARED)))],
  };
}

function separate(values: readonly ClassValue[]): readonly NixEntries[] {
  return values.map(({ path, value }) => [nix.entry(path, value)]);
}
