import type { Finding } from "../diagnostics/finding";
import { devicesOf } from "./disk-plan";
import type { VdevProps, VolumeProps, Volumes } from "./props";
import type { FilesystemStorage, Storage } from "./storage";

const LAYOUTS = "Disk.luks or Disk.plain with ext4, xfs or btrfs; Disk.zfs; Disk.lvm";
const FILESYSTEMS = ["ext4", "xfs", "btrfs"];

type Levels = { readonly [raid: string]: number };

/** Minimum number of disks for each level. */
const MDADM: Levels = { raid0: 2, raid1: 2, raid5: 3, raid6: 4, raid10: 2 };
const BTRFS: Levels = { raid0: 2, raid1: 2, raid1c3: 3, raid1c4: 4, raid10: 2 };
const ZFS: Levels = { stripe: 1, mirror: 2, raidz1: 2, raidz2: 3, raidz3: 4 };

/** Checks a storage: its file system, RAID level and volumes. */
export function* storageProblems(storage: Storage): Iterable<Finding> {
  if (storage.kind === "filesystem") yield* filesystemProblems(storage);
  if (storage.kind === "lvm") {
    yield* volumesProblems(storage.volumes);
    if (Object.keys(storage.volumes).length === 0) {
      yield {
        code: "disk-filesystem-unknown",
        summary: "volume group has no logical volume",
        value: storage.group,
        allowed: "at least one volume in `volumes`",
        remedy: 'add root: { size: "100%", filesystem: "ext4", mountpoint: "/" }',
      };
    }
  }
  yield* raidProblems(storage);
}

function* filesystemProblems(storage: FilesystemStorage): Iterable<Finding> {
  const { filesystem, subvolumes, partitions } = storage;
  if (!FILESYSTEMS.includes(filesystem)) {
    yield {
      code: "disk-filesystem-unknown",
      summary: "file system of disk is not supported",
      value: filesystem,
      allowed: LAYOUTS,
      remedy: 'use "btrfs" for snapshots and checksums, or set disko.devices instead of `disk`',
    };
  } else if (filesystem === "btrfs" && Object.keys(subvolumes).length === 0) {
    yield unmounted(filesystem, "at least one of `subvolumes`");
  }
  yield* volumesProblems(partitions);
  const [first] = Object.keys(partitions);
  if (filesystem === "btrfs" && devicesOf(storage).length > 1 && first !== undefined) {
    yield {
      code: "disk-partitions-unmirrored",
      summary: "partitions beside btrfs on several disks are not mirrored",
      value: first,
      allowed: "btrfs subvolumes, which are on all disks",
      remedy: "declare it in `subvolumes`, or as a DataDisk on another disk",
    };
  }
}

function* volumesProblems(volumes: Volumes): Iterable<Finding> {
  for (const [name, volume] of Object.entries(volumes)) {
    if (volume.filesystem !== "swap" && !FILESYSTEMS.includes(volume.filesystem)) {
      yield {
        code: "disk-filesystem-unknown",
        summary: `file system of ${name} is not supported`,
        value: volume.filesystem,
        allowed: `${FILESYSTEMS.join(", ")}, swap`,
        remedy: "use one of them, or set disko.devices instead of `disk`",
      };
    } else if (isUnmounted(volume)) {
      const needed = volume.filesystem === "btrfs" ? "`subvolumes`" : "a `mountpoint`";
      yield unmounted(name, needed);
    }
  }
}

function isUnmounted({ filesystem, mountpoint, subvolumes = {} }: VolumeProps): boolean {
  if (filesystem === "swap") return false;
  return filesystem === "btrfs" ? Object.keys(subvolumes).length === 0 : mountpoint === undefined;
}

function unmounted(value: string, needed: string): Finding {
  return {
    code: "disk-mount-missing",
    summary: "file system has no mountpoint",
    value,
    allowed: needed,
    remedy: `add ${needed}`,
  };
}

function* raidProblems(storage: Storage): Iterable<Finding> {
  const { raid, kind } = storage;
  const devices = devicesOf(storage);
  if (kind === "zfs") {
    const { vdevs, log, special } = storage;
    const main: readonly VdevProps[] = vdevs ?? [];
    for (const { raid: mode = "stripe", devices: paths } of [...main, log, special].flatMap(
      (vdev) => vdev ?? [],
    )) {
      yield* levelProblems(mode, ZFS, paths.length);
    }
    if (vdevs !== undefined) return;
  }
  const levels = kind === "zfs" ? ZFS : isBtrfs(storage) ? BTRFS : MDADM;
  if (raid !== undefined) {
    yield* levelProblems(raid, levels, Math.max(devices.length, 1));
  } else if (devices.length > 1 && kind !== "lvm") {
    yield {
      code: "disk-raid-missing",
      summary: "several disks, but no RAID level",
      value: devices,
      allowed: Object.keys(levels).join(", "),
      remedy: `add raid: "${kind === "zfs" ? "mirror" : "raid1"}", or make one of them a DataDisk`,
    };
  }
}

function isBtrfs(storage: Storage): boolean {
  return storage.kind === "filesystem" && storage.filesystem === "btrfs";
}

function* levelProblems(raid: string, levels: Levels, disks: number): Iterable<Finding> {
  const needed = levels[raid];
  if (needed === undefined) {
    yield {
      code: "disk-raid-unknown",
      summary: "RAID level is invalid for the file system",
      value: raid,
      allowed: Object.keys(levels).join(", "),
      remedy: "use one of them, or another file system",
    };
  } else if (disks < needed) {
    yield {
      code: "disk-raid-too-few",
      summary: `${raid} of ${disks === 1 ? "one disk" : `${disks} disks`}`,
      value: { raid, disks },
      allowed: `at least ${needed} disks`,
      remedy: disks === 1 ? "name the other disks in `devices`, or remove `raid`" : "add disks",
    };
  }
}
