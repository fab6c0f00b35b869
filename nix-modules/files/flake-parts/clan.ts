import { nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/clan.nix`: clan-core itself and what it calls the fleet. */
export function clanFile({ name, description }: Fleet): GeneratedFile {
  return flakeModule(
    "flake-parts/clan.nix",
    { imports: [nix.ref("inputs.clan-core.flakeModules.default")] },
    nix.entry(
      ["flake", "clan", "meta"],
      nix.set([
        { name, ...(description === undefined ? {} : { description }) },
        nix.inheritFrom("config.flake.meta", ["domain"]),
      ]),
    ),
  );
}
