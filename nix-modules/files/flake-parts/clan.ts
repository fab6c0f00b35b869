import { nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { nixSettings } from "../settings";

/** `modules/flake-parts/clan.nix`: the import of clan-core, and the name and domain of the fleet. */
export function clanFile({ name, domain, description, icon, clan }: Fleet): GeneratedFile {
  return flakeModule(
    "flake-parts/clan.nix",
    { imports: [nix.ref("inputs.clan-core.flakeModules.default")] },
    nix.entry(["flake", "meta"], nix.set({ name, domain })),
    nix.entry(
      ["flake", "clan", "meta"],
      nix.set([
        nix.inheritFrom("config.flake.meta", ["name", "domain"]),
        { ...(description !== undefined && { description }), ...(icon !== undefined && { icon }) },
      ]),
    ),
    ...Object.entries(nixSettings(clan))
      .filter(([option]) => option !== "meta") // A check refuses it.
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([option, value]) => nix.entry(["flake", "clan", option], value)),
  );
}
