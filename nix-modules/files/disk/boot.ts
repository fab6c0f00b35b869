import { type NixEntry, type NixItem, nix } from "@nix-fleet/nix-language";
import type { Disk, DiskPlan, NixosMachine } from "../../../constructs";

/** How a machine starts, and what of it is encrypted: the comment above its layout. */
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
    return disk.isEncrypted
      ? `${loader}; of the data disks some in LUKS.`
      : `${loader}, nothing encrypted.`;
  }
  return firmware === "bios"
    ? `${loader}, /boot unencrypted, everything else in LUKS.`
    : `${loader}, everything else in LUKS.`;
}

/** What `boot` has to say of the layout, each a paragraph. */
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
  // One set instead of a third path that starts with it, to which statix objects.
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
      ? "It grows a partition that holds / directly, not one with LUKS in between."
      : "It grows a partition that holds / directly.";
  return [["growPartition"], nix.comment(why, forced)];
}

/** The initrd imports the pool of the system, which may have to wait for somebody to unlock it. */
function waitingImport({ system }: Disk): readonly BootOption[] {
  if (system.kind !== "zfs" || system.encryption !== "luks") return [];
  const unlocked = { after: ["cryptsetup.target"], wants: ["cryptsetup.target"] };
  const why = "It gives up after a minute, and somebody has to unlock the disks first.";
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
    "Those of the EF02 partitions; each is in one of mirroredBoots instead.",
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
  const why = "mdadm does not watch the arrays without somebody to tell.";
  return [["swraid", "mdadmConf"], nix.comment(why, "MAILADDR root")];
}
