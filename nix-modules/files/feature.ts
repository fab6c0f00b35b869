import type { DendriticModule, ModuleClass } from "../../constructs";
import { nix } from "../language";
import { flakeModule, type GeneratedFile } from "./generated-file";
import { hasImports, importsOf } from "./imports";
import { moduleValue } from "./module-value";

const CLASSES: readonly ModuleClass[] = ["nixos", "darwin", "homeManager"];

/** The files of a feature, `modules/<folder>/<part>.nix`; each has one part for every class. */
export function featureFiles(module: DendriticModule<ModuleClass>): readonly GeneratedFile[] {
  const { name, folder, parts, imports } = module;
  const files = Object.keys(parts);
  return files.map((file) => {
    const paragraphs = CLASSES.flatMap((moduleClass) => {
      const settings = parts[file]?.[moduleClass];
      if (settings === undefined) return [];
      // The module's imports stand once: in its first file that has the class.
      const isFirst = files.find((other) => parts[other]?.[moduleClass] !== undefined) === file;
      const imported =
        isFirst && hasImports(imports, moduleClass) ? importsOf(imports, moduleClass) : undefined;
      return [nix.entry(["flake", "modules", moduleClass, name], moduleValue(settings, imported))];
    });
    return flakeModule(`${folder}/${file}.nix`, ...paragraphs);
  });
}
