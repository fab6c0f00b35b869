import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type { SopsSecret, VarsGenerator } from "../../../constructs";
import { modulePath } from "../../../constructs/module/module-path";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { moduleFunction, moduleSet } from "../module-value";
import { generatorOptions } from "./generator";
import { secretOptions } from "./secret";

/** Whom generators and secrets are given to: a module of one class or several, that of a host included. */
export interface Grantee {
  /** Folder of its files, below `modules/`. */
  readonly folder: string;
  /** Its name in `flake.modules.<class>`. */
  readonly module: string;
  readonly classes: readonly ("nixos" | "darwin")[];
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];
}

/** One file for each generator and secret that a module or a host is given. */
export function grantedFiles(grantee: Grantee): readonly GeneratedFile[] {
  const { folder, vars, secrets } = grantee;
  return [
    ...vars.map((generator) => {
      const value = moduleFunction(moduleSet(generatorOptions(generator)));
      return grantedFile(grantee, generator.name, "generator", [], value);
    }),
    ...secrets.map((secret) => {
      const { sopsFile, options } = secretOptions(secret, folder);
      return grantedFile(
        grantee,
        secret.name,
        "secret",
        [nix.entry("sopsFile", sopsFile)],
        moduleSet(options),
      );
    }),
  ];
}

/** The value of one class in place, that of two under a name. */
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
