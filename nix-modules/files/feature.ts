import { type NixEntry, type NixValue, nix, print } from "@nix-fleet/nix-language";
import type { DendriticModule, ModuleClass } from "../../constructs";
import { settingsOfOptions } from "../../constructs/options/nix-value";
import { flakeModuleWith, type GeneratedFile } from "./generated-file";
import { withImports } from "./imports";
import { moduleSet, moduleValue } from "./module-value";
import { type Grantee, grantedFiles } from "./vars/granted-files";

const SYSTEM_CLASSES = ["nixos", "darwin"] as const;
const CLASSES: readonly ModuleClass[] = [...SYSTEM_CLASSES, "homeManager"];

/** The variable for what a file defines for several classes alike. */
const SHARED = "shared";

/** The files of a feature, `modules/<folder>/<part>.nix`; each has one part for every class. */
export function featureFiles(module: DendriticModule<ModuleClass>): readonly GeneratedFile[] {
  return [...partFiles(module), ...grantedFiles(grantee(module))];
}

function grantee({ name, folder, provides, vars, secrets }: DendriticModule<ModuleClass>): Grantee {
  const classes = SYSTEM_CLASSES.filter((moduleClass) => provides[moduleClass]);
  return { folder, module: name, classes, vars, secrets };
}

function partFiles(module: DendriticModule<ModuleClass>): readonly GeneratedFile[] {
  const { name, folder, parts, imports } = module;
  const files = Object.keys(parts);
  return files.map((file) => {
    const values = CLASSES.flatMap((moduleClass): readonly ClassValue[] => {
      const settings = parts[file]?.[moduleClass];
      if (settings === undefined) return [];
      // The module's imports stand once: in its first file that has the class.
      const isFirst = files.find((other) => parts[other]?.[moduleClass] !== undefined) === file;
      const value = moduleValue(settingsOfOptions(settings), (options, { modules }) =>
        moduleSet(withImports(options, isFirst ? imports : [], moduleClass, modules)),
      );
      return [{ path: ["flake", "modules", moduleClass, name], value }];
    });
    const { variables, entries } = sharing(values);
    return flakeModuleWith(variables, `${folder}/${file}.nix`, ...entries);
  });
}

interface ClassValue {
  readonly path: readonly [string, ...string[]];
  readonly value: NixValue;
}

/** The values of classes, and a variable for one of several lines that all of them have. */
function sharing(values: readonly ClassValue[]): {
  readonly variables: readonly NixEntry[];
  readonly entries: readonly (readonly NixEntry[])[];
} {
  const [first, ...others] = values;
  const text = first === undefined ? "" : print(first.value);
  const isShared = others.length > 0 && others.every(({ value }) => print(value) === text);
  if (first === undefined || !isShared || text.trim().split("\n").length < 4) {
    return { variables: [], entries: values.map(({ path, value }) => [nix.entry(path, value)]) };
  }
  return {
    variables: [nix.entry(SHARED, first.value)],
    entries: [values.map(({ path }) => nix.entry(path, nix.ref(SHARED)))],
  };
}
