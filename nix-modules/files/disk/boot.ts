import { type NixEntry, type NixItem, nix } from "@nix-fleet/nix-language";
import type { Disk, DiskPlan, NixosMachine } from "../../../constructs";

/** The comment above a disk layout: the boot mode, the boot loader and the encryption. */
export function bootSummary(machine: NixosMachine, disk: Disk): string {
  const { server } = machine;
  const of = server === undefined ? "" : ` of a ${server.type.name}`;
  const isMirrored = disk.devicesOf(machine).length > 1;
  const where = isMirrored ? " of each disk" : "";
  const firmware = disk.firmwareOf(machine);
  const loader = {
    bios: `Legacy BIOS boot${of}: GRUB in an EF02 partition${where}`,
    uefi: isMirrored
      ? `UEFI boot${of}: GRUB and the kernels in the ESP${where}`
      : `UEFI boot${of}: systemd-boot and the kernels in the ESP`,
    hybrid: `Legacy BIOS or UEFI boot${of}: GRUB in an EF02 partition and in the ESP${where}`,
  }[firmware];
  const { encryption } = disk.system;
  if (encryption !== "luks") {
    return disk.isEncrypted ? `${loader}; only data disks use LUKS.` : `${loader}; no encryption.`;
  }
  return firmware === "bios"
    ? `${loader}; /boot is unencrypted, everything else is in LUKS.`
    : `${loader}; everything else is in LUKS.`;
}

/** The options below `boot` that the layout needs. */
export function bootEntries(
  machine: NixosMachine,
  disk: Disk,
  { arrays }: DiskPlan,
): readonly NixEntry[] {
  const entries = [
    ...(canGrow(machine, disk) ? [] : [noGrowth(disk)]),
    ...waitingImport(disk),
    ...bootLoader(machine, disk),
    ...(arrays.length === 0 ? [] : [arrayMail()]),
  ];
  // statix warns about three or more paths with the same first key, so then use one set.
  return entries.length < 3
    ? entries.map(([name, value]) => nix.entry(["boot", ...name], value))
    : [nix.entry("boot", nix.set(...entries.map(([name, value]) => nix.entry(name, value))))];
}

type BootOption = readonly [name: readonly [string, ...string[]], value: NixItem];

function canGrow(machine: NixosMachine, disk: Disk): boolean {
  const { system, tmpfs } = disk;
  const isFilesystem = system.kind === "filesystem" && system.encryption === "none";
  return isFilesystem && !("/" in tmpfs) && disk.devicesOf(machine).length === 1;
}

function noGrowth({ system }: Disk): BootOption {
  const forced = nix.apply("lib.mkForce", false);
  const why =
    system.encryption === "luks"
      ? "growPartition supports only / directly on a partition, not in LUKS."
      : "growPartition supports only / directly on a partition.";
  return [["growPartition"], nix.comment(why, forced)];
}

/** The initrd imports the system pool. If the pool is encrypted, it waits until the disks are unlocked. */
function waitingImport({ system }: Disk): readonly BootOption[] {
  if (system.kind !== "zfs" || system.encryption !== "luks") return [];
  const unlocked = { after: ["cryptsetup.target"], wants: ["cryptsetup.target"] };
  const why = "The import fails after a minute, so wait until the disks are unlocked.";
  const service = ["initrd", "systemd", "services", `zfs-import-${system.pool}`] as const;
  return [[service, nix.comment(why, unlocked)]];
}

function bootLoader(machine: NixosMachine, disk: Disk): readonly BootOption[] {
  const firmware = disk.firmwareOf(machine);
  const paths = disk.bootPathsOf(machine);
  if (firmware === "uefi" && paths.length === 1) {
    const options = { "systemd-boot": { enable: true }, efi: { canTouchEfiVariables: true } };
    return [[["loader"], nix.set(options)]];
  }
  const isMirrored = paths.length > 1;
  if (firmware === "bios" && !isMirrored) return [];
  const devicesForced = nix.comment(
    "disko sets the disks with EF02 partitions here; mirroredBoots contains them instead.",
    nix.apply("lib.mkForce", []),
  );
  const grub = nix.set({
    enable: true,
    ...(firmware !== "bios" && { efiSupport: true, efiInstallAsRemovable: true }),
    ...(isMirrored && firmware !== "uefi" && { devices: devicesForced }),
    ...(isMirrored && {
      mirroredBoots: paths.map(({ path, device }) =>
        nix.set({ path, devices: [firmware === "uefi" ? "nodev" : device] }),
      ),
    }),
  });
  return [[["loader", "grub"], grub]];
}

function arrayMail(): BootOption {
  const why = "mdadm monitors the arrays only if MAILADDR or PROGRAM is set.";
  return [["swraid", "mdadmConf"], nix.comment(why, "MAILADDR root")];
}
