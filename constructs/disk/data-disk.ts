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
  /** Name in disko, of the array, the pool or the volume group, too: lower-case letters, digits and '-'. */
  readonly name: string;
  /** Whether the install leaves what is on the disks already, as after a reinstallation. @default false */
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

/** Disks beside those that a machine starts from. The install erases them as well, unless `keep` says otherwise. */
export class DataDisk {
  /** Whether a value is a data disk, of another copy of this library included. */
  static isDataDisk(value: unknown): value is DataDisk {
    return hasBrand(value, DATA_DISK);
  }

  /** Encrypted with the passphrase of the system's disk; the machine unlocks both when it starts. */
  static luks(given: DataFilesystemProps): DataDisk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new DataDisk(props, filesystemStorage(props, "luks"));
  }

  /** Not encrypted. */
  static plain(given: DataFilesystemProps): DataDisk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new DataDisk(props, filesystemStorage(props, "none"));
  }

  /** A volume group of LVM. */
  static lvm(given: DataLvmProps): DataDisk {
    const props = readProps(LVM, given);
    return new DataDisk(props, lvmStorage(props, props.name));
  }

  /** A pool of ZFS. */
  static zfs(given: DataZfsProps): DataDisk {
    const props = readProps(ZFS, given);
    return new DataDisk(props, zfsStorage(props, props.name));
  }

  readonly name: string;
  readonly keep: boolean;
  /** What is wrong with its props. */
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
