import type { ServerFacts } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { type DiskPlan, numbered, type PlannedPartition } from "./plan";
import type { Storage } from "./storage";
import { storagePlan } from "./storage-plan";

/** Boot mode of a layout; `hybrid` boots with both firmwares. */
export type Firmware = "bios" | "uefi" | "hybrid";

export function firmwareOf({ bootMode }: NixosMachine, disk: Disk): Firmware {
  return disk.hybrid ? "hybrid" : bootMode;
}

/** The disko plan of a machine's disks. */
export function diskPlan(machine: NixosMachine, disk: Disk): DiskPlan {
  const { system, swap, data } = disk;
  const devices = systemDevices(machine, disk);
  const plans = [
    storagePlan(system, {
      disk: "main",
      label: "root",
      prefix: "",
      devices,
      bootPartitions: (index) => bootPartitions(machine, disk, index),
      swapPartition: swap.partition,
      swapFile: swap.file,
    }),
    ...data.map(({ name, keep, storage }) =>
      kept(
        keep,
        storagePlan(storage, {
          disk: name,
          label: name,
          prefix: `${name}-`,
          devices: devicesOf(storage),
          bootPartitions: () => [],
          swapPartition: undefined,
          swapFile: undefined,
        }),
      ),
    ),
  ];
  return {
    disks: plans.flatMap(({ disks }) => disks),
    arrays: plans.flatMap(({ arrays }) => arrays),
    groups: plans.flatMap(({ groups }) => groups),
    pools: plans.flatMap(({ pools }) => pools),
  };
}

function kept(keep: boolean, plan: DiskPlan): DiskPlan {
  return keep ? { ...plan, disks: plan.disks.map((disk) => ({ ...disk, keep })) } : plan;
}

/** The boot disks of the machine. */
export function systemDevices({ server }: NixosMachine, { system }: Disk): readonly string[] {
  const given = devicesOf(system);
  return given.length === 0 ? [defaultDevice(server)] : given;
}

/** The disks of a storage. */
export function devicesOf(storage: Storage): readonly string[] {
  if (storage.kind === "zfs" && storage.vdevs !== undefined) {
    return storage.vdevs.flatMap(({ devices }) => devices);
  }
  return storage.devices ?? (storage.device === undefined ? [] : [storage.device]);
}

/**
 * The disk of a server at Hetzner. With volumes, the kernel may name one of them /dev/sda, so the path of the
 * disk on the bus is used: the first one on x86; on ARM, the first one is a CD drive.
 */
function defaultDevice(server: ServerFacts | undefined): string {
  if ((server?.volumes ?? []).length === 0) return "/dev/sda";
  const unit = server?.type.architecture === "arm" ? 1 : 0;
  return `/dev/disk/by-path/pci-0000:06:00.0-scsi-0:0:0:${unit}`;
}

/** The boot partition of a disk. */
export interface BootPath {
  readonly path: string;
  readonly device: string;
}

/** Mountpoints of boot partitions, which UEFI needs, and GRUB if it cannot read the system. */
export function bootPaths(machine: NixosMachine, disk: Disk): readonly BootPath[] {
  const { system, tmpfs } = disk;
  const isReadable = system.encryption !== "luks" && system.kind !== "zfs" && !("/" in tmpfs);
  if (firmwareOf(machine, disk) === "bios" && isReadable) return [];
  return systemDevices(machine, disk).map((device, index) => ({
    path: numbered("/boot", index),
    device,
  }));
}

const GRUB: PlannedPartition = { name: "grub", type: "EF02", size: "1M" };

function bootPartitions(
  machine: NixosMachine,
  disk: Disk,
  index: number,
): readonly PlannedPartition[] {
  const firmware = firmwareOf(machine, disk);
  const paths = bootPaths(machine, disk);
  const path = paths[index]?.path;
  if (path === undefined) return [GRUB];
  // The machine boots without a failed disk.
  const nofail = paths.length > 1 ? ["nofail"] : [];
  const mounted = { type: "filesystem", mountpoint: path } as const;
  if (firmware === "bios") {
    const mountOptions = nofail.length > 0 ? nofail : undefined;
    const content = { ...mounted, format: "ext4", mountOptions };
    return [GRUB, { name: "boot", size: disk.bootSize, content }];
  }
  const content = { ...mounted, format: "vfat", mountOptions: ["umask=0077", ...nofail] };
  const esp: PlannedPartition = { name: "ESP", type: "EF00", size: disk.bootSize, content };
  return firmware === "hybrid" ? [GRUB, esp] : [esp];
}
