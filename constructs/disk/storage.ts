import type {
  DatasetProps,
  DevicesProps,
  Filesystem,
  FilesystemProps,
  LvmStorageProps,
  SubvolumeProps,
  Subvolumes,
  VdevProps,
  Volumes,
  ZfsStorageProps,
} from "./props";

/** The content of one disk, or of several combined disks. */
export type Storage = FilesystemStorage | LvmStorage | ZfsStorage;

interface StorageBase {
  /** `zfs` is native encryption, which is an error. */
  readonly encryption: "luks" | "zfs" | "none";
  readonly device: string | undefined;
  readonly devices: readonly string[] | undefined;
  readonly raid: string | undefined;
}

export interface FilesystemStorage extends StorageBase {
  readonly kind: "filesystem";
  readonly filesystem: Filesystem;
  readonly size: string;
  readonly mountpoint: string | undefined;
  readonly mountOptions: readonly string[] | undefined;
  readonly subvolumes: Subvolumes;
  readonly partitions: Volumes;
}

export interface LvmStorage extends StorageBase {
  readonly kind: "lvm";
  readonly group: string;
  readonly volumes: Volumes;
}

export interface ZfsStorage extends StorageBase {
  readonly kind: "zfs";
  readonly pool: string;
  readonly vdevs: readonly VdevProps[] | undefined;
  readonly log: VdevProps | undefined;
  readonly special: VdevProps | undefined;
  readonly cache: readonly string[];
  readonly spares: readonly string[];
  readonly datasets: { readonly [name: string]: DatasetProps };
  readonly poolOptions: { readonly [property: string]: string };
  readonly datasetOptions: { readonly [property: string]: string };
}

const SYSTEM_SUBVOLUMES = { "@": "/", "@home": "/home", "@nix": "/nix" };
const SYSTEM_DATASETS = { root: "/", home: "/home", nix: "/nix" };
const POOL_OPTIONS = { ashift: "12", autotrim: "on" };
const DATASET_OPTIONS = { acltype: "posixacl", atime: "off", compression: "zstd", xattr: "sa" };

export function filesystemStorage(
  props: FilesystemProps & DevicesProps,
  encryption: "luks" | "none",
): FilesystemStorage {
  const { filesystem, raid, mountOptions, partitions = {}, size = "100%" } = props;
  return {
    kind: "filesystem",
    encryption,
    ...devicesOf(props),
    raid,
    filesystem,
    size,
    mountpoint: props.filesystem === "btrfs" ? undefined : (props.mountpoint ?? "/"),
    mountOptions,
    subvolumes: props.filesystem === "btrfs" ? (props.subvolumes ?? SYSTEM_SUBVOLUMES) : {},
    partitions,
  };
}

export function lvmStorage(props: LvmStorageProps & DevicesProps, name: string): LvmStorage {
  const { group = name, volumes, raid, encryption = "none" } = props;
  return { kind: "lvm", encryption, ...devicesOf(props), raid, group, volumes };
}

export function zfsStorage(props: ZfsStorageProps & DevicesProps, name: string): ZfsStorage {
  const { encryption = false, pool = name, cache = [], spares = [] } = props;
  const datasets = Object.entries(props.datasets ?? SYSTEM_DATASETS);
  return {
    kind: "zfs",
    encryption: encryption === true ? "zfs" : encryption === false ? "none" : encryption,
    ...devicesOf(props),
    raid: props.raid,
    pool,
    vdevs: props.vdevs,
    log: props.log,
    special: props.special,
    cache,
    spares,
    datasets: Object.fromEntries(
      datasets.map(([dataset, value]) => [
        dataset,
        typeof value === "string" ? { mountpoint: value } : value,
      ]),
    ),
    poolOptions: { ...POOL_OPTIONS, ...props.poolOptions },
    datasetOptions: { ...DATASET_OPTIONS, ...props.datasetOptions },
  };
}

/** A subvolume with its own or the shared mount options. */
export function subvolumeProps(
  value: string | SubvolumeProps,
  mountOptions: readonly string[] | undefined,
): SubvolumeProps {
  const props = typeof value === "string" ? { mountpoint: value } : value;
  return mountOptions === undefined ? props : { mountOptions, ...props };
}

function devicesOf({ device, devices }: DevicesProps) {
  return { device, devices };
}
