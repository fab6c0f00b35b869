import {
  type Content,
  type DiskPlan,
  numbered,
  type PlannedArray,
  type PlannedDisk,
  type PlannedPartition,
} from "./plan";
import type { VolumeProps, Volumes } from "./props";
import { type FilesystemStorage, type LvmStorage, type Storage, subvolumeProps } from "./storage";
import { zfsPlan } from "./zfs-plan";

/** The disks and names of a storage, and the other content of its disks. */
export interface Place {
  /** Name of its first disk. */
  readonly disk: string;
  /** Name of its array, unlocked device and partition. */
  readonly label: string;
  /** Prefix for the names of arrays and unlocked devices of its other partitions. */
  readonly prefix: string;
  readonly devices: readonly string[];
  /** The first partitions of each disk, by its index. */
  readonly bootPartitions: (index: number) => readonly PlannedPartition[];
  readonly swapPartition: string | undefined;
  /** Size of the swap file on btrfs. */
  readonly swapFile: string | undefined;
}

/** The disko plan of a storage. */
export function storagePlan(storage: Storage, place: Place): DiskPlan {
  if (storage.kind === "zfs") return zfsPlan(storage, place);
  return storage.kind === "lvm" ? lvmPlan(storage, place) : filesystemPlan(storage, place);
}

/** Default mount options of btrfs. */
const BTRFS_OPTIONS = ["compress=zstd", "noatime"];

/** Content that spans all disks. */
interface Part {
  readonly name: string;
  readonly size: string;
  /** Name of its array and of its unlocked device. */
  readonly label: string;
  readonly content: Content;
}

function filesystemPlan(storage: FilesystemStorage, place: Place): DiskPlan {
  const root = { name: place.label, size: storage.size, label: place.label };
  const parts: readonly Part[] = [
    ...swapParts(storage, place),
    ...Object.entries(storage.partitions).map(([name, volume]) => ({
      name,
      size: volume.size,
      label: place.prefix + name,
      content: volumeContent(volume, storage.encryption === "luks"),
    })),
    { ...root, content: rootContent(storage, place) },
  ];
  if (storage.filesystem !== "btrfs" || place.devices.length < 2) {
    return partsPlan(storage, place, parts);
  }
  const { disks, ...others } = partsPlan(
    { ...storage, raid: undefined },
    place,
    parts.slice(0, -1),
  );
  return { ...others, disks: withBtrfs(storage, place, disks) };
}

function rootContent(storage: FilesystemStorage, { swapFile }: Place): Content {
  const { filesystem, mountpoint, mountOptions, subvolumes } = storage;
  if (filesystem !== "btrfs") {
    return { type: "filesystem", format: filesystem, mountpoint, mountOptions };
  }
  return btrfsContent({ subvolumes, mountOptions }, swapFile);
}

/** The disks of one btrfs file system. disko runs mkfs on the disk that it partitions last. */
function withBtrfs(
  storage: FilesystemStorage,
  place: Place,
  disks: readonly PlannedDisk[],
): readonly PlannedDisk[] {
  const { encryption, raid = "raid1", size } = storage;
  const { label } = place;
  const isLuks = encryption === "luks";
  const lastName = disks
    .map(({ name }) => name)
    .sort()
    .at(-1);
  const members = disks.map(({ name }, index) =>
    isLuks
      ? `/dev/mapper/${numbered(label, index)}`
      : `/dev/disk/by-partlabel/disk-${name}-${label}`,
  );
  return disks.map((disk, index) => {
    const others = members.filter((_, other) => other !== index);
    const content =
      disk.name === lastName
        ? { ...rootContent(storage, place), extraArgs: ["-d", raid, "-m", raid, ...others] }
        : undefined;
    const locked = isLuks
      ? ({ type: "luks", name: numbered(label, index), content } as const)
      : content;
    const partition = { name: label, size, ...(locked && { content: locked as Content }) };
    return { ...disk, partitions: [...disk.partitions, partition] };
  });
}

function lvmPlan(storage: LvmStorage, place: Place): DiskPlan {
  const { group, encryption } = storage;
  const volumes = encryption === "luks" ? waitedFor(storage.volumes) : storage.volumes;
  const content = { type: "lvm_pv", vg: group } as const;
  const part = { name: "lvm", size: "100%", label: place.label, content };
  const plan = partsPlan(storage, place, [...swapParts(storage, place), part]);
  return { ...plan, groups: [{ name: group, volumes: logicalVolumes(volumes) }] };
}

/** systemd waits 90 seconds for a device, but without a limit for a passphrase prompt. */
function waitedFor(volumes: Volumes): Volumes {
  const waits = "x-systemd.device-timeout=infinity";
  const entries = Object.entries(volumes).map(([name, volume]) => {
    const { filesystem, mountOptions = filesystem === "btrfs" ? BTRFS_OPTIONS : [] } = volume;
    return [name, { ...volume, mountOptions: [...mountOptions, waits] }];
  });
  return Object.fromEntries(entries);
}

function logicalVolumes(volumes: Volumes): readonly PlannedPartition[] {
  return Object.entries(volumes).map(([name, volume]) => ({
    name,
    size: volume.size,
    content: volumeContent(volume, false),
  }));
}

function swapParts({ encryption }: Storage, { swapPartition }: Place): readonly Part[] {
  if (swapPartition === undefined) return [];
  const content = { type: "swap", randomEncryption: encryption === "luks" } as const;
  return [{ name: "swap", size: swapPartition, label: "swap", content }];
}

/** The same partitions on each disk. With a RAID level, equal partitions form an array. */
function partsPlan(
  { encryption, raid }: Pick<Storage, "encryption" | "raid">,
  { disk, devices, bootPartitions }: Place,
  parts: readonly Part[],
): DiskPlan {
  const locked = (content: Content, name: string): Content =>
    encryption === "luks" && content.type !== "swap" ? { type: "luks", name, content } : content;
  const isArray = raid !== undefined && devices.length > 1;
  const arrays: readonly PlannedArray[] = isArray
    ? parts.map(({ label, content }) => ({
        name: label,
        level: Number(raid.replace("raid", "")),
        content: locked(content, label),
      }))
    : [];
  const disks = devices.map((device, index) => ({
    name: numbered(disk, index),
    device,
    partitions: [
      ...bootPartitions(index),
      ...parts.map(({ name, size, label, content }) => ({
        name,
        size,
        content: isArray
          ? ({ type: "mdraid", name: label } as const)
          : locked(content, numbered(label, index)),
      })),
    ],
  }));
  return { disks, arrays, groups: [], pools: [] };
}

function volumeContent(volume: VolumeProps, isEncrypted: boolean): Content {
  const { filesystem, mountpoint, mountOptions, subvolumes = {} } = volume;
  if (filesystem === "swap") return { type: "swap", randomEncryption: isEncrypted };
  if (filesystem === "btrfs") return btrfsContent({ subvolumes, mountOptions }, undefined);
  return { type: "filesystem", format: filesystem, mountpoint, mountOptions };
}

function btrfsContent(
  { subvolumes, mountOptions }: Pick<FilesystemStorage, "subvolumes" | "mountOptions">,
  swapFile: string | undefined,
): Content {
  const planned = Object.entries(subvolumes).map(([name, value]) => {
    const subvolume = subvolumeProps(value, mountOptions);
    return { name, mountpoint: subvolume.mountpoint, mountOptions: subvolume.mountOptions };
  });
  const swap = { name: "@swap", mountpoint: "/.swap", mountOptions: ["noatime"] };
  return {
    type: "btrfs",
    extraArgs: [],
    subvolumes: swapFile === undefined ? planned : [...planned, { ...swap, swapFile }],
  };
}
