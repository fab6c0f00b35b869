import { nix } from "@nix-fleet/nix-language";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/modules.nix`: the namespace that every feature contributes to. */
export function modulesFile(): GeneratedFile {
  return flakeModule("flake-parts/modules.nix", {
    imports: nix.comment("Declares `flake.modules.<class>.<name>`.", [
      nix.ref("inputs.flake-parts.flakeModules.modules"),
    ]),
  });
}
