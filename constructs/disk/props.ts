/** A size in disko's format, in powers of 1024: "512M", "16G", "2T". */
export type DiskSize = `${number}${"M" | "G" | "T"}`;

/** File system of a partition or a logical volume. */
export type Filesystem = "ext4" | "xfs" | "btrfs";

/** Levels of Linux software RAID. */
export type MdadmLevel = "raid0" | "raid1" | "raid5" | "raid6" | "raid10";

/** btrfs profiles for data and metadata on several disks. */
export type BtrfsProfile = "raid0" | "raid1" | "raid1c3" | "raid1c4" | "raid10";

/** Redundancy of disks in a ZFS pool; `stripe` has no redundancy. */
export type ZfsRaid = "stripe" | "mirror" | "raidz1" | "raidz2" | "raidz3";

export interface DevicesProps {
  /**
   * The whole disk, which the installation erases: `/dev/disk/by-id/…`, or another path below `/dev`.
   *
   * @default - for a server at Hetzner, "/dev/sda", or the path of the disk on the bus if the server has volumes,
   * since a volume may be named /dev/sda; required for other machines
   */
  readonly device?: string;
  /** Several whole disks instead of one; the machine can boot from each of them. @default - one disk */
  readonly devices?: readonly string[];
}

/** Mountpoint and mount options of a subvolume. */
export interface SubvolumeProps {
  readonly mountpoint: string;
  /** @default ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
}

export type Subvolumes = { readonly [name: string]: string | SubvolumeProps };

/** A partition or logical volume with a file system or swap. */
export interface VolumeProps {
  /** "100%" is the remaining space; only one of them can use it. */
  readonly size: DiskSize | "100%";
  readonly filesystem: Filesystem | "swap";
  /** The mountpoint; btrfs has `subvolumes` instead, and swap has no mountpoint. */
  readonly mountpoint?: string;
  /** @default - the defaults of mount; for btrfs ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
  /** btrfs subvolumes by name, with their mountpoints. @default - none */
  readonly subvolumes?: Subvolumes;
}

export type Volumes = { readonly [name: string]: VolumeProps };

interface WithPartitionsProps {
  /** Size of the partition with the file system. @default "100%" - the space that `partitions` leave */
  readonly size?: DiskSize | "100%";
  /** Other partitions by name; with `devices`, each is a separate array. @default - none */
  readonly partitions?: Volumes;
}

export interface PlainFilesystemProps extends WithPartitionsProps {
  readonly filesystem: "ext4" | "xfs";
  /** Level of the software RAID of several `devices`, made with mdadm. @default - one disk */
  readonly raid?: MdadmLevel;
  /** @default "/" */
  readonly mountpoint?: string;
  /** @default - the defaults of mount */
  readonly mountOptions?: readonly string[];
}

export interface BtrfsProps extends WithPartitionsProps {
  readonly filesystem: "btrfs";
  /** Profile of data and metadata on several `devices`. @default - one disk */
  readonly raid?: BtrfsProfile;
  /** By name, with their mountpoints. @default { "@": "/", "@home": "/home", "@nix": "/nix" } */
  readonly subvolumes?: Subvolumes;
  /** Mount options of subvolumes without their own. @default ["compress=zstd", "noatime"] */
  readonly mountOptions?: readonly string[];
}

export type FilesystemProps = PlainFilesystemProps | BtrfsProps;

export interface LvmStorageProps {
  /** Name of the volume group. @default "pool"; for a data disk, its name */
  readonly group?: string;
  /** Logical volumes, by name. */
  readonly volumes: Volumes;
  /** Level of a software RAID below the group, made with mdadm. @default - none; the group spans all disks */
  readonly raid?: MdadmLevel;
  /** Whether the whole group is encrypted with LUKS. @default - not encrypted */
  readonly encryption?: "luks";
}

/** A dataset of a ZFS pool. */
export interface DatasetProps {
  /** The mountpoint. @default - none; the dataset is a parent of others or reserves space */
  readonly mountpoint?: string;
  /** ZFS properties. @default - inherited from the pool */
  readonly options?: { readonly [property: string]: string };
  /** Whether to create a snapshot `@blank` of the empty dataset for rollbacks. @default false */
  readonly blankSnapshot?: boolean;
}

/** A vdev: disks of a pool with mirrored or striped data, or parity. */
export interface VdevProps {
  /** @default "stripe" */
  readonly raid?: ZfsRaid;
  readonly devices: readonly string[];
}

export interface ZfsStorageProps {
  /**
   * "luks" encrypts each disk below the pool. `true` is native ZFS encryption with a key from clan's vars, which
   * is an error.
   *
   * @default false
   */
  readonly encryption?: boolean | "luks";
  /** Name of the pool. @default "zroot"; for a data disk, its name */
  readonly pool?: string;
  /** Redundancy of the vdev of several `devices`. @default - one disk */
  readonly raid?: ZfsRaid;
  /** Several vdevs instead of `devices` and `raid`, such as two mirrors. @default - one vdev */
  readonly vdevs?: readonly VdevProps[];
  /** Disks for the intent log. @default - none */
  readonly log?: VdevProps;
  /** Disks for metadata and small blocks; if they fail, the pool is lost. @default - none */
  readonly special?: VdevProps;
  /** Read cache disks. @default - none */
  readonly cache?: readonly string[];
  /** Spare disks that replace a failed one. @default - none */
  readonly spares?: readonly string[];
  /** By name, with their mountpoints. @default { root: "/", home: "/home", nix: "/nix" } */
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

/** Swap; all kinds can be combined. */
export interface SwapProps {
  /** Size of a partition on each disk; encrypted with a random key if the disk is encrypted. */
  readonly partition?: DiskSize;
  /** Size of a file on ext4 or xfs, or in a btrfs subvolume. */
  readonly file?: DiskSize;
  /** Size of compressed swap in memory, in percent of the memory; it can exceed 100. */
  readonly zramPercent?: number;
}
