import { nix } from "@nix-fleet/nix-language";
import { Disk, DiskEncryption, type NixosMachine } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { moduleFunction, moduleSet } from "../module-value";
import { generatorOptions } from "../vars/generator";
import { diskoFile } from "./disko";
import { unlockFile } from "./unlock";

/** The files for the disk of a machine; none if the fleet does not declare its layout. */
export function diskFiles(machine: NixosMachine): readonly GeneratedFile[] {
  const { name, disk } = machine;
  if (!Disk.isDisk(disk)) return [];
  const encryption = DiskEncryption.of(machine);
  const layout = diskoFile(machine, disk, encryption);
  if (encryption === undefined) return [layout];
  const passphrase = moduleFunction(moduleSet(generatorOptions(encryption.passphrase)));
  return [
    layout,
    flakeModule(
      `hosts/${name}/luks.nix`,
      nix.entry(["flake", "modules", "nixos", `hosts/${name}`], passphrase),
    ),
    unlockFile(machine, encryption),
  ];
}
