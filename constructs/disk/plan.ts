/** The disko plan of a layout, with the names of disko's options. */
export interface DiskPlan {
  readonly disks: readonly PlannedDisk[];
  readonly arrays: readonly PlannedArray[];
  readonly groups: readonly PlannedGroup[];
  readonly pools: readonly PlannedPool[];
}

export interface PlannedDisk {
  readonly name: string;
  readonly device: string;
  /** Whether the installation keeps its data. */
  readonly keep?: boolean;
  readonly partitions: readonly PlannedPartition[];
}

export interface PlannedPartition {
  readonly name: string;
  readonly size: string;
  readonly type?: "EF00" | "EF02";
  /** Its content; undefined for GRUB's partition, and for a disk of a btrfs that is created on another disk. */
  readonly content?: Content;
}

/** A software RAID. */
export interface PlannedArray {
  readonly name: string;
  readonly level: number;
  readonly content: Content;
}

/** An LVM volume group. */
export interface PlannedGroup {
  readonly name: string;
  readonly volumes: readonly PlannedPartition[];
}

export interface PlannedPool {
  readonly name: string;
  /** One vdev of all disks; `topology` is used for several vdevs. */
  readonly mode: string;
  readonly topology: Topology | undefined;
  readonly options: { readonly [property: string]: string };
  readonly rootFsOptions: { readonly [property: string]: string };
  readonly datasets: readonly PlannedDataset[];
}

export interface Topology {
  readonly vdev: readonly PlannedVdev[];
  readonly log?: readonly PlannedVdev[];
  readonly special?: readonly PlannedVdev[];
  readonly cache?: readonly string[];
  readonly spare?: readonly string[];
}

export interface PlannedVdev {
  readonly mode: string;
  readonly members: readonly string[];
}

export interface PlannedDataset {
  readonly name: string;
  readonly mountpoint: string | undefined;
  readonly options: { readonly [property: string]: string };
  readonly blankSnapshot: boolean;
}

export type Content =
  | FilesystemContent
  | BtrfsContent
  | SwapContent
  | LuksContent
  | { readonly type: "mdraid"; readonly name: string }
  | { readonly type: "lvm_pv"; readonly vg: string }
  | { readonly type: "zfs"; readonly pool: string };

export interface FilesystemContent {
  readonly type: "filesystem";
  readonly format: string;
  readonly mountpoint: string | undefined;
  readonly mountOptions: readonly string[] | undefined;
}

export interface BtrfsContent {
  readonly type: "btrfs";
  /** Additional arguments of mkfs.btrfs: the profile and the other disks. */
  readonly extraArgs: readonly string[];
  readonly subvolumes: readonly PlannedSubvolume[];
}

export interface PlannedSubvolume {
  readonly name: string;
  readonly mountpoint: string;
  /** @default ["compress=zstd", "noatime"] */
  readonly mountOptions: readonly string[] | undefined;
  /** Size of its swap file. */
  readonly swapFile?: string;
}

export interface SwapContent {
  readonly type: "swap";
  readonly randomEncryption: boolean;
}

export interface LuksContent {
  readonly type: "luks";
  /** Name in /dev/mapper while it is unlocked. */
  readonly name: string;
  readonly content: Content | undefined;
}

/** A name with its index: `main`, `main2`, `main3`. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}${index + 1}`;
}
