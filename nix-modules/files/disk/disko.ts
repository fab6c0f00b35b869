import { type NixEntry, nix } from "@nix-fleet/nix-language";
import { Disk, DiskEncryption, type NixosMachine } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { moduleFunction } from "../module-value";
import { bootEntries, bootSummary } from "./boot";
import { contentVariables } from "./content";
import { diskoDevices } from "./devices";
import { swapEntries } from "./swap";

/**
 * The disk layout and the boot loader of a machine: `modules/hosts/<name>/disko.nix`; undefined if the fleet does not
 * declare its layout.
 */
export function diskoFile(machine: NixosMachine): GeneratedFile | undefined {
  const { disk } = machine;
  if (!Disk.isDisk(disk)) return undefined;
  const encryption = DiskEncryption.of(machine);
  const plan = disk.planOf(machine);
  const module = nix.set(
    diskoDevices(plan, disk.tmpfs, encryption),
    hostId(disk),
    ...bootEntries(machine, disk, plan),
    ...swapEntries(disk),
  );
  return flakeModuleWith(
    contentVariables(plan),
    `hosts/${machine.name}/disko.nix`,
    nix.entry(
      ["flake", "modules", "nixos", `hosts/${machine.name}`],
      nix.comment(bootSummary(machine, disk), moduleFunction(module)),
    ),
  );
}

function hostId({ hostId: id }: Disk): NixEntry | [] {
  return id === undefined ? [] : nix.entry(["networking", "hostId"], id);
}
