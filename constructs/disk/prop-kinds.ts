import {
  flag,
  kind,
  listOf,
  number,
  recordOf,
  required,
  text,
  textOr,
  texts,
} from "../props/kinds";
import { type KindsOf, nested, type PropShape, readProps, shapeOf } from "../props/read-props";
import type {
  BtrfsProps,
  DatasetProps,
  DevicesProps,
  Filesystem,
  LvmStorageProps,
  PlainFilesystemProps,
  SubvolumeProps,
  SwapProps,
  VdevProps,
  VolumeProps,
  ZfsStorageProps,
} from "./props";

/** Props of btrfs subvolumes, by name. */
export const SUBVOLUMES = recordOf(
  textOr(
    nested(
      shapeOf<SubvolumeProps>("SubvolumeProps", {
        mountpoint: required(text, "/"),
        mountOptions: texts,
      }),
    ),
  ),
);

const VOLUMES = recordOf(
  nested(
    shapeOf<VolumeProps>("VolumeProps", {
      size: required(text, "1G"),
      filesystem: required(text, "swap"),
      mountpoint: text,
      mountOptions: texts,
      subvolumes: SUBVOLUMES,
    }),
  ),
);

const VDEV = nested(shapeOf<VdevProps>("VdevProps", { raid: text, devices: required(texts, []) }));

const DATASET = nested(
  shapeOf<DatasetProps>("DatasetProps", {
    mountpoint: text,
    options: recordOf(text),
    blankSnapshot: flag,
  }),
);

/** Props of swap. */
export const SWAP = nested(
  shapeOf<SwapProps>("SwapProps", { partition: text, file: text, zramPercent: number }),
);

/** Props for devices. */
export const DEVICES_PROPS: KindsOf<DevicesProps> = { device: text, devices: texts };

const WITH_PARTITIONS_PROPS = {
  filesystem: required(text, "ext4"),
  raid: text,
  size: text,
  partitions: VOLUMES,
  mountOptions: texts,
};

/** Props of ext4 and xfs. */
export const PLAIN_PROPS: KindsOf<PlainFilesystemProps> = {
  ...WITH_PARTITIONS_PROPS,
  mountpoint: text,
};

/** Props of btrfs. */
export const BTRFS_PROPS: KindsOf<BtrfsProps> = {
  ...WITH_PARTITIONS_PROPS,
  subvolumes: SUBVOLUMES,
};

/** Props of a volume group. */
export const LVM_PROPS: KindsOf<LvmStorageProps> = {
  group: text,
  volumes: required(VOLUMES, {}),
  raid: text,
  encryption: kind('"luks"', (value) => value === "luks"),
};

/** Props of a ZFS pool. */
export const ZFS_PROPS: KindsOf<ZfsStorageProps> = {
  encryption: kind(
    'true, false or "luks"',
    (value) => typeof value === "boolean" || value === "luks",
  ),
  pool: text,
  raid: text,
  vdevs: listOf(VDEV),
  log: VDEV,
  special: VDEV,
  cache: texts,
  spares: texts,
  datasets: recordOf(textOr(DATASET)),
  poolOptions: recordOf(text),
  datasetOptions: recordOf(text),
};

/**
 * Reads the props of a file system by its type.
 *
 * @param plain - props of ext4, xfs and unknown file systems
 */
export function readFilesystem<Props extends { readonly filesystem: Filesystem }>(
  plain: PropShape,
  btrfs: PropShape,
  given: Props,
): Props {
  const props = readProps(plain, given);
  return props.filesystem === "btrfs" ? readProps(btrfs, given) : props;
}
