import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type { BootMode, Disk, DiskEncryption, NixosMachine } from "../../../constructs";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { moduleFunction } from "../module-value";
import { rootContent, rootVariables } from "./root-content";

/** The disk of every server at Hetzner. */
const DEFAULT_DEVICE = "/dev/sda";

/** The disk layout and the boot loader of a machine: `modules/hosts/<name>/disko.nix`. */
export function diskoFile(
  machine: NixosMachine,
  disk: Disk,
  encryption: DiskEncryption | undefined,
): GeneratedFile {
  const layout = nix.set({
    type: "disk",
    device: disk.device ?? DEFAULT_DEVICE,
    content: nix.set({ type: "gpt", partitions: nix.set(partitions(machine, disk, encryption)) }),
  });
  const module = nix.set(
    nix.entry(["disko", "devices", "disk", "main"], layout),
    encryption === undefined ? [] : noGrowth(),
    machine.bootMode === "uefi" ? bootLoader() : [],
  );
  return flakeModuleWith(
    rootVariables(disk),
    `hosts/${machine.name}/disko.nix`,
    nix.entry(
      ["flake", "modules", "nixos", `hosts/${machine.name}`],
      nix.comment(summary(machine, encryption), moduleFunction(module)),
    ),
  );
}

function summary(
  { server, bootMode }: NixosMachine,
  encryption: DiskEncryption | undefined,
): string {
  const machine = server === undefined ? "" : ` of a ${server.type.name}`;
  const boot =
    bootMode === "bios"
      ? `Legacy BIOS boot${machine}: GRUB in an EF02 partition`
      : `UEFI boot${machine}: systemd-boot and the kernels in the ESP`;
  if (encryption === undefined) return `${boot}, nothing encrypted.`;
  return bootMode === "bios"
    ? `${boot}, /boot unencrypted, everything else in LUKS.`
    : `${boot}, everything else in LUKS.`;
}

function partitions(
  { bootMode }: NixosMachine,
  disk: Disk,
  encryption: DiskEncryption | undefined,
): readonly NixEntry[] {
  const root = nix.set({ size: "100%", content: rootContent(disk, encryption) });
  return [...bootPartitions(bootMode, encryption), nix.entry("root", root)];
}

function bootPartitions(
  bootMode: BootMode,
  encryption: DiskEncryption | undefined,
): readonly NixEntry[] {
  if (bootMode === "uefi") return [nix.entry("ESP", efiSystemPartition())];
  const grub = nix.entry("grub", nix.set({ type: "EF02", size: "1M" }));
  if (encryption === undefined) return [grub];
  const content = nix.set({ type: "filesystem", format: "ext4", mountpoint: "/boot" });
  return [grub, nix.entry("boot", nix.set({ size: "1G", content }))];
}

function efiSystemPartition(): NixValue {
  return nix.set({
    type: "EF00",
    size: "1G",
    content: nix.set({
      type: "filesystem",
      format: "vfat",
      mountpoint: "/boot",
      mountOptions: nix.comment("Only root may read kernels and initrds.", ["umask=0077"]),
    }),
  });
}

function noGrowth(): NixEntry {
  const forced = nix.apply("lib.mkForce", false);
  const why = "It grows a partition that holds / directly, not one with LUKS in between.";
  return nix.entry(["boot", "growPartition"], nix.comment(why, forced));
}

function bootLoader(): NixEntry {
  return nix.entry(
    ["boot", "loader"],
    nix.set({ "systemd-boot": { enable: true }, efi: { canTouchEfiVariables: true } }),
  );
}
