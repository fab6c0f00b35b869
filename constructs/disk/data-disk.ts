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

export type DataFilesystemProps = DataProps &
  DevicesProps &
  (
    | (PlainFilesystemProps & { readonly mountpoint: string })
    | (BtrfsProps & Required<Pick<BtrfsProps, "subvolumes">>)
  );

export type DataLvmProps = DataProps & DevicesProps & LvmStorageProps;

export type DataZfsProps = DataProps &
  DevicesProps &
  ZfsStorageProps &
  Required<Pick<ZfsStorageProps, "datasets">>;

/** Disks beside those that a machine starts from. The install erases them as well, unless `keep` says otherwise. */
export class DataDisk {
  /** Encrypted with the passphrase of the system's disk; the machine unlocks both when it starts. */
  static luks(props: DataFilesystemProps): DataDisk {
    return new DataDisk(props, filesystemStorage(props, "luks"));
  }

  /** Not encrypted. */
  static plain(props: DataFilesystemProps): DataDisk {
    return new DataDisk(props, filesystemStorage(props, "none"));
  }

  /** A volume group of LVM. */
  static lvm(props: DataLvmProps): DataDisk {
    return new DataDisk(props, lvmStorage(props, props.name));
  }

  /** A pool of ZFS. */
  static zfs(props: DataZfsProps): DataDisk {
    return new DataDisk(props, zfsStorage(props, props.name));
  }

  readonly name: string;
  readonly keep: boolean;

  private constructor(
    { name, keep = false }: DataProps,
    readonly storage: Storage,
  ) {
    this.name = name;
    this.keep = keep;
  }
}
