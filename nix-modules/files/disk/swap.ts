import { type NixEntry, nix } from "@nix-fleet/nix-language";
import type { Disk } from "../../../constructs";

/** Swap that is not on a partition: a swap file, and zram. */
export function swapEntries(disk: Disk): readonly NixEntry[] {
  const { zramPercent } = disk.swap;
  const { swapFile } = disk;
  return [
    ...(swapFile === undefined
      ? []
      : [nix.entry("swapDevices", [nix.set({ device: swapFile.path, size: swapFile.sizeMib })])]),
    ...(zramPercent === undefined
      ? []
      : [nix.entry("zramSwap", nix.set({ enable: true, memoryPercent: zramPercent }))]),
  ];
}
