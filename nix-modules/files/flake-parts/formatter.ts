import { nix } from "@nix-fleet/nix-language";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/formatter.nix`: what `nix fmt` does, and `nix flake check` sees to. */
export function formatterFile(): GeneratedFile {
  return flakeModule(
    "flake-parts/formatter.nix",
    { imports: [nix.ref("inputs.treefmt-nix.flakeModule")] },
    nix.entry(["perSystem", "treefmt", "programs"], {
      deadnix: { enable: true },
      nixfmt: { enable: true },
    }),
  );
}
