import { nix } from "@nix-fleet/nix-language";
import type { DendriticModule, ModuleClass } from "../../constructs";
import { flakeModule, type GeneratedFile } from "./generated-file";
import { withImports } from "./imports";
import { moduleValue } from "./module-value";
import { type Grantee, grantedFiles } from "./vars/granted-files";

const SYSTEM_CLASSES = ["nixos", "darwin"] as const;
const CLASSES: readonly ModuleClass[] = [...SYSTEM_CLASSES, "homeManager"];

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
    const paragraphs = CLASSES.flatMap((moduleClass) => {
      const settings = parts[file]?.[moduleClass];
      if (settings === undefined) return [];
      // The module's imports stand once: in its first file that has the class.
      const isFirst = files.find((other) => parts[other]?.[moduleClass] !== undefined) === file;
      const value = moduleValue(settings, (options, { modules }) =>
        withImports(options, isFirst ? imports : [], moduleClass, modules),
      );
      return [nix.entry(["flake", "modules", moduleClass, name], value)];
    });
    return flakeModule(`${folder}/${file}.nix`, ...paragraphs);
  });
}
