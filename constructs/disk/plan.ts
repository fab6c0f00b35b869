/** What disko makes of a layout, named as its options are. */
export interface DiskPlan {
  readonly disks: readonly PlannedDisk[];
  readonly arrays: readonly PlannedArray[];
  readonly groups: readonly PlannedGroup[];
  readonly pools: readonly PlannedPool[];
}

export interface PlannedDisk {
  readonly name: string;
  readonly device: string;
  /** Whether the install leaves what is on it. */
  readonly keep?: boolean;
  readonly partitions: readonly PlannedPartition[];
}

export interface PlannedPartition {
  readonly name: string;
  readonly size: string;
  readonly type?: "EF00" | "EF02";
  /** What is in it; none for GRUB's, and for a disk of a btrfs that another disk makes. */
  readonly content?: Content;
}

/** A software RAID. */
export interface PlannedArray {
  readonly name: string;
  readonly level: number;
  readonly content: Content;
}

/** A volume group of LVM. */
export interface PlannedGroup {
  readonly name: string;
  readonly volumes: readonly PlannedPartition[];
}

export interface PlannedPool {
  readonly name: string;
  /** One vdev of all disks; `topology` says it where there are several. */
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
  /** Further arguments of mkfs.btrfs: the profile, and the other disks. */
  readonly extraArgs: readonly string[];
  readonly subvolumes: readonly PlannedSubvolume[];
}

export interface PlannedSubvolume {
  readonly name: string;
  readonly mountpoint: string;
  /** @default ["compress=zstd", "noatime"] */
  readonly mountOptions: readonly string[] | undefined;
  /** Size of a swap file in it. */
  readonly swapFile?: string;
}

export interface SwapContent {
  readonly type: "swap";
  readonly randomEncryption: boolean;
}

export interface LuksContent {
  readonly type: "luks";
  /** In /dev/mapper, while it is unlocked. */
  readonly name: string;
  readonly content: Content | undefined;
}

/** A name with its place among several: `main`, `main2`, `main3`. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}${index + 1}`;
}
