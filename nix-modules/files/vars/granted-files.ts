import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type { SopsSecret, VarsGenerator } from "../../../constructs";
import { modulePath } from "../../../constructs/module/module-path";
import { givenFileNames } from "../../../constructs/vars/file-names";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { moduleFunction, moduleSet } from "../module-value";
import { generatorOptions } from "./generator";
import { secretOptions } from "./secret";

/** The module that receives generators and secrets: a feature or a host, for one or several classes. */
export interface Grantee {
  /** Folder of its files, relative to `modules/`. */
  readonly folder: string;
  /** Its name in `flake.modules.<class>`. */
  readonly module: string;
  readonly classes: readonly ("nixos" | "darwin")[];
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];
  /** The other files of the folder, without `.nix`. */
  readonly taken: readonly string[];
}

/** One file for each generator and secret of a module or a host. */
export function grantedFiles(grantee: Grantee): readonly GeneratedFile[] {
  const { folder, vars, secrets, taken } = grantee;
  const names = givenFileNames(grantee, taken);
  const fileOf = (item: VarsGenerator | SopsSecret) => names.get(item) ?? item.name;
  return [
    ...vars.map((generator) => {
      const value = moduleFunction(moduleSet(generatorOptions(generator)));
      return grantedFile(grantee, fileOf(generator), "generator", [], value);
    }),
    ...secrets.map((secret) => {
      const { sopsFile, options } = secretOptions(secret, folder);
      return grantedFile(
        grantee,
        fileOf(secret),
        "secret",
        [nix.entry("sopsFile", sopsFile)],
        moduleSet(options),
      );
    }),
  ];
}

/** A file with the value for each class. Several classes share a variable. */
function grantedFile(
  { folder, module, classes }: Grantee,
  file: string,
  variable: string,
  variables: readonly NixEntry[],
  value: NixValue,
): GeneratedFile {
  const isShared = classes.length > 1;
  return flakeModuleWith(
    isShared ? [...variables, nix.entry(variable, value)] : variables,
    modulePath(folder, file),
    classes.map((moduleClass) =>
      nix.entry(["flake", "modules", moduleClass, module], isShared ? nix.ref(variable) : value),
    ),
  );
}
