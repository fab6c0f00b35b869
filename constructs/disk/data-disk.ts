import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { flag, required, text } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import {
  BTRFS_PROPS,
  DEVICES_PROPS,
  LVM_PROPS,
  PLAIN_PROPS,
  readFilesystem,
  SUBVOLUMES,
  ZFS_PROPS,
} from "./prop-kinds";
import type {
  BtrfsProps,
  DevicesProps,
  LvmStorageProps,
  PlainFilesystemProps,
  ZfsStorageProps,
} from "./props";
import { filesystemStorage, lvmStorage, type Storage, zfsStorage } from "./storage";

interface DataProps {
  /** Name of the disk in disko, and of its array, pool or volume group: lower-case letters, digits and '-'. */
  readonly name: string;
  /** Whether the installation keeps the data on the disks, for example in a reinstallation. @default false */
  readonly keep?: boolean;
}

type PlainDataProps = PlainFilesystemProps & { readonly mountpoint: string };
type BtrfsDataProps = BtrfsProps & Required<Pick<BtrfsProps, "subvolumes">>;

export type DataFilesystemProps = DataProps & DevicesProps & (PlainDataProps | BtrfsDataProps);

export type DataLvmProps = DataProps & DevicesProps & LvmStorageProps;

export type DataZfsProps = DataProps &
  DevicesProps &
  ZfsStorageProps &
  Required<Pick<ZfsStorageProps, "datasets">>;

const DATA_PROPS: KindsOf<DataProps & DevicesProps> = {
  ...DEVICES_PROPS,
  name: required(text, "unnamed"),
  keep: flag,
};

const PLAIN = shapeOf<DataProps & DevicesProps & PlainDataProps>("DataDisk", {
  ...DATA_PROPS,
  ...PLAIN_PROPS,
  mountpoint: required(text, "/"),
});

const BTRFS = shapeOf<DataProps & DevicesProps & BtrfsDataProps>("DataDisk", {
  ...DATA_PROPS,
  ...BTRFS_PROPS,
  subvolumes: required(SUBVOLUMES, {}),
});

const LVM = shapeOf<DataLvmProps>("DataDisk.lvm", { ...DATA_PROPS, ...LVM_PROPS });

const ZFS = shapeOf<DataZfsProps>("DataDisk.zfs", {
  ...DATA_PROPS,
  ...ZFS_PROPS,
  datasets: required(ZFS_PROPS.datasets, {}),
});

const DATA_DISK = Symbol.for("nix-fleet.DataDisk");

/** Additional disks of a machine. The installation erases them as well, unless `keep` is set. */
export class DataDisk {
  /** Whether a value is a data disk, also from another copy of this library. */
  static isDataDisk(value: unknown): value is DataDisk {
    return hasBrand(value, DATA_DISK);
  }

  /** Encrypted with the passphrase of the system disk; both are unlocked at boot. */
  static luks(given: DataFilesystemProps): DataDisk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new DataDisk(props, filesystemStorage(props, "luks"));
  }

  /** Not encrypted. */
  static plain(given: DataFilesystemProps): DataDisk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new DataDisk(props, filesystemStorage(props, "none"));
  }

  /** An LVM volume group. */
  static lvm(given: DataLvmProps): DataDisk {
    const props = readProps(LVM, given);
    return new DataDisk(props, lvmStorage(props, props.name));
  }

  /** A ZFS pool. */
  static zfs(given: DataZfsProps): DataDisk {
    const props = readProps(ZFS, given);
    return new DataDisk(props, zfsStorage(props, props.name));
  }

  readonly name: string;
  readonly keep: boolean;
  /** Problems of its props. */
  readonly findings: readonly Finding[];

  private constructor(
    props: DataProps,
    readonly storage: Storage,
  ) {
    const { name, keep = false } = props;
    this.name = name;
    this.keep = keep;
    this.findings = propFindings(props);
    brand(this, DATA_DISK);
  }
}
