import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { BootMode, DiskLayout } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
import { kind, listOf, recordOf, text } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import { DataDisk } from "./data-disk";
import { DiskEncryption } from "./disk-encryption";
import {
  type BootPath,
  bootPaths,
  diskPlan,
  type Firmware,
  firmwareOf,
  systemDevices,
} from "./disk-plan";
import { diskProblems } from "./disk-problems";
import type { DiskPlan } from "./plan";
import {
  BTRFS_PROPS,
  DEVICES_PROPS,
  LVM_PROPS,
  PLAIN_PROPS,
  readFilesystem,
  SWAP,
  ZFS_PROPS,
} from "./prop-kinds";
import type {
  BtrfsProps,
  DevicesProps,
  DiskSize,
  FilesystemProps,
  LvmStorageProps,
  PlainFilesystemProps,
  SwapProps,
  ZfsStorageProps,
} from "./props";
import { filesystemStorage, lvmStorage, type Storage, zfsStorage } from "./storage";
import { type SwapFile, swapFile } from "./swap-file";

/** What the layout of a system has beside the storage of `/`. */
export interface SystemProps extends DevicesProps {
  /**
   * The firmware that the machine starts with; "hybrid" starts with either.
   *
   * @default - that of the server's type; "uefi" without a server
   */
  readonly boot?: BootMode | "hybrid";
  /**
   * Size of the partition with kernels and initrds: the EFI system partition (ESP), or `/boot` where GRUB
   * cannot read the system.
   *
   * @default "1G"
   */
  readonly bootSize?: DiskSize;
  /** @default - no swap */
  readonly swap?: SwapProps;
  /** Where memory is mounted that is empty after a restart, with its size, as for `/`. @default - nowhere */
  readonly tmpfs?: { readonly [mountpoint: string]: DiskSize };
  /** Disks beside those that the machine starts from. @default - none */
  readonly data?: readonly DataDisk[];
  /**
   * `networking.hostId`, eight hexadecimal digits: ZFS does not import the pool of another machine.
   *
   * @default - clan-core's "8425e349", which the installer has as well, so that the first start imports
   * the pool that the installer made
   */
  readonly hostId?: string;
}

export type DiskProps = SystemProps & FilesystemProps;
export type LvmProps = SystemProps & LvmStorageProps;
export type ZfsProps = SystemProps & ZfsStorageProps;

const SYSTEM_PROPS: KindsOf<SystemProps> = {
  ...DEVICES_PROPS,
  boot: text,
  bootSize: text,
  swap: SWAP,
  tmpfs: recordOf(text),
  data: listOf(kind("a DataDisk, such as DataDisk.luks({ … })", DataDisk.isDataDisk)),
  hostId: text,
};

const PLAIN = shapeOf<SystemProps & PlainFilesystemProps>("Disk", {
  ...SYSTEM_PROPS,
  ...PLAIN_PROPS,
});
const BTRFS = shapeOf<SystemProps & BtrfsProps>("Disk", { ...SYSTEM_PROPS, ...BTRFS_PROPS });
const LVM = shapeOf<LvmProps>("Disk.lvm", { ...SYSTEM_PROPS, ...LVM_PROPS });
const ZFS = shapeOf<ZfsProps>("Disk.zfs", { ...SYSTEM_PROPS, ...ZFS_PROPS });

const DISK = Symbol.for("nix-fleet.Disk");

/**
 * How a machine's disks are laid out. What it boots with follows from the firmware: GRUB in an EF02
 * partition for legacy BIOS, systemd-boot in an EFI system partition for UEFI; GRUB on each of several
 * disks.
 */
export class Disk implements DiskLayout {
  /** Whether a value is a disk, of another copy of this library included. */
  static isDisk(value: unknown): value is Disk {
    return hasBrand(value, DISK);
  }

  /**
   * All but what the machine boots from is encrypted. The passphrase is one of clan's vars; a machine that
   * starts waits for it, at its console and over ssh.
   */
  static luks(given: DiskProps): Disk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new Disk(filesystemStorage(props, "luks"), props);
  }

  /** Nothing is encrypted. */
  static plain(given: DiskProps): Disk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new Disk(filesystemStorage(props, "none"), props);
  }

  /** Logical volumes, in a group that is encrypted or not. */
  static lvm(given: LvmProps): Disk {
    const props = readProps(LVM, given);
    return new Disk(lvmStorage(props, "pool"), props);
  }

  /** A pool of ZFS. Its own encryption is refused with the reason; LUKS below the pool is not. */
  static zfs(given: ZfsProps): Disk {
    const props = readProps(ZFS, given);
    return new Disk(zfsStorage(props, "zroot"), props);
  }

  readonly boot: BootMode | undefined;
  /** Whether it starts with legacy BIOS and with UEFI. */
  readonly hybrid: boolean;
  readonly bootSize: string;
  readonly swap: SwapProps;
  readonly tmpfs: { readonly [mountpoint: string]: string };
  readonly data: readonly DataDisk[];
  readonly hostId: string | undefined;
  private readonly findings: readonly Finding[];

  private constructor(
    readonly system: Storage,
    props: SystemProps,
  ) {
    const { boot, bootSize = "1G", swap = {}, tmpfs = {}, data = [], hostId } = props;
    this.boot = boot === "hybrid" ? undefined : boot;
    this.hybrid = boot === "hybrid";
    this.bootSize = bootSize;
    this.swap = swap;
    this.tmpfs = tmpfs;
    this.data = data;
    this.hostId = hostId;
    this.findings = [...propFindings(props), ...data.flatMap(({ findings }) => findings)];
    brand(this, DISK);
  }

  /** Whether a passphrase is needed when the machine starts. */
  get isEncrypted(): boolean {
    return [this.system, ...this.data.map(({ storage }) => storage)].some(
      ({ encryption }) => encryption === "luks",
    );
  }

  /** The swap file that NixOS makes; one on btrfs disko makes. */
  get swapFile(): SwapFile | undefined {
    return swapFile(this);
  }

  /** The disks that a machine with this layout starts from. */
  devicesOf(machine: NixosMachine): readonly string[] {
    return systemDevices(machine, this);
  }

  /** Where the partitions with kernels are mounted, each with its disk; none if they lie in `/`. */
  bootPathsOf(machine: NixosMachine): readonly BootPath[] {
    return bootPaths(machine, this);
  }

  /** How a machine with this layout finds its boot loader. */
  firmwareOf(machine: NixosMachine): Firmware {
    return firmwareOf(machine, this);
  }

  /** What disko makes of the disks of a machine. */
  planOf(machine: NixosMachine): DiskPlan {
    return diskPlan(machine, this);
  }

  /** Checks the layout against the machine, and adds what an encrypted one needs. */
  bind(machine: NixosMachine): void {
    for (const finding of this.findings) report(machine, finding);
    if (this.isEncrypted) new DiskEncryption(machine);
    // What is left out after a finding is missing as well.
    if (this.findings.some(({ code }) => code !== "prop-unknown")) return;
    addCheck(machine, () => diskProblems(machine, this));
  }
}
