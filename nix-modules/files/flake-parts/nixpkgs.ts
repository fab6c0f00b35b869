import type { Fleet } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/flake-parts/nixpkgs.nix`: the platforms of the fleet's machines. */
export function nixpkgsFile(fleet: Fleet): GeneratedFile {
  const systems = new Set(fleet.machines.map(({ platform }) => platform));
  return flakeModule("flake-parts/nixpkgs.nix", { systems: [...systems].sort() });
}
