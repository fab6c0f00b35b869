/** A size as disko takes it, in powers of 1024: "512M", "16G", "2T". */
export type DiskSize = `${number}${"M" | "G" | "T"}`;

/** File system of a partition or a logical volume. */
export type Filesystem = "ext4" | "xfs" | "btrfs";

/** Levels of Linux' software RAID. */
export type MdadmLevel = "raid0" | "raid1" | "raid5" | "raid6" | "raid10";

/** How btrfs spreads data and metadata over its disks. */
export type BtrfsProfile = "raid0" | "raid1" | "raid1c3" | "raid1c4" | "raid10";

/** Redundancy of disks in a ZFS pool; `stripe` has none. */
export type ZfsRaid = "stripe" | "mirror" | "raidz1" | "raidz2" | "raidz3";

export interface DevicesProps {
  /**
   * The whole disk, which the install erases: `/dev/disk/by-id/…`, or another path below `/dev`.
   *
   * @default - the disk of a server at Hetzner: "/dev/sda", or its path on the bus where the server has
   * volumes, which may take that name; any other machine has to say
   */
  readonly device?: string;
  /** Several whole disks instead of one; each of them can boot. @default - one disk */
  readonly devices?: readonly string[];
}

/** Where a subvolume is mounted. */
export interface SubvolumeProps {
  readonly mountpoint: string;
  /** @default ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
}

export type Subvolumes = { readonly [name: string]: string | SubvolumeProps };

/** One file system, or swap, beside others: a partition or a logical volume. */
export interface VolumeProps {
  /** "100%" is what the others leave; one of them can have it. */
  readonly size: DiskSize | "100%";
  readonly filesystem: Filesystem | "swap";
  /** Where it is mounted; btrfs has `subvolumes` instead, and swap nothing. */
  readonly mountpoint?: string;
  /** @default - those of mount; of btrfs ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
  /** Subvolumes of btrfs, by name, with where each is mounted. @default - none */
  readonly subvolumes?: Subvolumes;
}

export type Volumes = { readonly [name: string]: VolumeProps };

interface WithPartitionsProps {
  /** Size of the partition with the file system. @default "100%" - what `partitions` leave */
  readonly size?: DiskSize | "100%";
  /** Other partitions, by name; with `devices`, each is an array of its own. @default - none */
  readonly partitions?: Volumes;
}

export interface PlainFilesystemProps extends WithPartitionsProps {
  readonly filesystem: "ext4" | "xfs";
  /** Level of the software RAID of several `devices`, made with mdadm. @default - one disk */
  readonly raid?: MdadmLevel;
  /** @default "/" */
  readonly mountpoint?: string;
  /** @default - those of mount */
  readonly mountOptions?: readonly string[];
}

export interface BtrfsProps extends WithPartitionsProps {
  readonly filesystem: "btrfs";
  /** Profile of data and metadata on several `devices`. @default - one disk */
  readonly raid?: BtrfsProfile;
  /** By name, with where each is mounted. @default { "@": "/", "@home": "/home", "@nix": "/nix" } */
  readonly subvolumes?: Subvolumes;
  /** Of each subvolume that has no own. @default ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
}

export type FilesystemProps = PlainFilesystemProps | BtrfsProps;

export interface LvmStorageProps {
  /** Name of the volume group. @default "pool"; of a data disk its name */
  readonly group?: string;
  /** Logical volumes, by name. */
  readonly volumes: Volumes;
  /** Level of a software RAID below the group, made with mdadm. @default - none: the group has all disks */
  readonly raid?: MdadmLevel;
  /** Whether everything in the group is encrypted, with LUKS below it. @default - not encrypted */
  readonly encryption?: "luks";
}

/** A dataset of a ZFS pool. */
export interface DatasetProps {
  /** Where it is mounted. @default - not mounted: it holds others, or reserves space */
  readonly mountpoint?: string;
  /** Properties of ZFS. @default - those of the pool */
  readonly options?: { readonly [property: string]: string };
  /** Whether the empty dataset gets a snapshot `@blank`, to roll back to. @default false */
  readonly blankSnapshot?: boolean;
}

/** Disks of a pool that hold the same data or its parity. */
export interface VdevProps {
  /** @default "stripe" */
  readonly raid?: ZfsRaid;
  readonly devices: readonly string[];
}

export interface ZfsStorageProps {
  /**
   * "luks" encrypts each disk below the pool. `true` would be ZFS's own encryption with a key of clan's
   * vars; it is refused with the reason.
   *
   * @default false
   */
  readonly encryption?: boolean | "luks";
  /** Name of the pool. @default "zroot"; of a data disk its name */
  readonly pool?: string;
  /** How several `devices` are one vdev. @default - one disk */
  readonly raid?: ZfsRaid;
  /** Several vdevs instead of `devices` and `raid`, such as two mirrors. @default - one vdev */
  readonly vdevs?: readonly VdevProps[];
  /** Disks for the intent log. @default - none */
  readonly log?: VdevProps;
  /** Disks for metadata and small blocks; the pool is lost with them. @default - none */
  readonly special?: VdevProps;
  /** Disks that cache reads. @default - none */
  readonly cache?: readonly string[];
  /** Disks that stand in for a broken one. @default - none */
  readonly spares?: readonly string[];
  /** By name, with where each is mounted. @default { root: "/", home: "/home", nix: "/nix" } */
  readonly datasets?: { readonly [name: string]: string | DatasetProps };
  /** Properties of the pool. @default { ashift: "12", autotrim: "on" } */
  readonly poolOptions?: { readonly [property: string]: string };
  /**
   * Properties that all datasets inherit.
   *
   * @default { acltype: "posixacl", atime: "off", compression: "zstd", xattr: "sa" }
   */
  readonly datasetOptions?: { readonly [property: string]: string };
}

/** Swap, each kind once. */
export interface SwapProps {
  /** Size of a partition on each disk; encrypted with a random key where the disk is encrypted. */
  readonly partition?: DiskSize;
  /** Size of a file on ext4 or xfs, or in a subvolume of btrfs. */
  readonly file?: DiskSize;
  /** Compressed swap in memory, in percent of the memory: 1 to 100 and more. */
  readonly zramPercent?: number;
}
