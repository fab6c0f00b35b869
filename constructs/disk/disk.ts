import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { BootMode, DiskLayout } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
import { onceLocked } from "../once-locked";
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

/** Props of a system's layout besides the storage of `/`. */
export interface SystemProps extends DevicesProps {
  /**
   * The firmware of the machine; "hybrid" boots with both.
   *
   * @default - the firmware of the server type; "uefi" without a server
   */
  readonly boot?: BootMode | "hybrid";
  /**
   * Size of the boot partition: the EFI system partition (ESP), or `/boot` if GRUB cannot read the system.
   *
   * @default "1G"
   */
  readonly bootSize?: DiskSize;
  /** @default - no swap */
  readonly swap?: SwapProps;
  /** Mountpoints of tmpfs with their sizes, such as `/`; they are empty after a reboot. @default - none */
  readonly tmpfs?: { readonly [mountpoint: string]: DiskSize };
  /** Additional disks. @default - none */
  readonly data?: readonly DataDisk[];
  /**
   * `networking.hostId`, eight hexadecimal digits: ZFS does not import the pool of another machine.
   *
   * @default - clan-core's "8425e349", which is also the host id of the installer, so that the first boot imports
   * the pool that the installer created
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
 * The layout of a machine's disks. The boot loader follows from the firmware: GRUB in an EF02 partition for
 * legacy BIOS, systemd-boot in an EFI system partition for UEFI; with several disks, GRUB on each of them.
 */
export class Disk implements DiskLayout {
  /** Whether a value is a disk, also from another copy of this library. */
  static isDisk(value: unknown): value is Disk {
    return hasBrand(value, DISK);
  }

  /**
   * Encrypts everything except the boot partitions. The passphrase is one of clan's vars; at boot, the machine
   * waits for it at the console and over ssh.
   */
  static luks(given: DiskProps): Disk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new Disk(filesystemStorage(props, "luks"), props);
  }

  /** Not encrypted. */
  static plain(given: DiskProps): Disk {
    const props = readFilesystem(PLAIN, BTRFS, given);
    return new Disk(filesystemStorage(props, "none"), props);
  }

  /** Logical volumes in a volume group, with or without encryption. */
  static lvm(given: LvmProps): Disk {
    const props = readProps(LVM, given);
    return new Disk(lvmStorage(props, "pool"), props);
  }

  /** A ZFS pool. Native ZFS encryption is an error; use LUKS below the pool. */
  static zfs(given: ZfsProps): Disk {
    const props = readProps(ZFS, given);
    return new Disk(zfsStorage(props, "zroot"), props);
  }

  readonly boot: BootMode | undefined;
  /** Whether it boots with both legacy BIOS and UEFI. */
  readonly hybrid: boolean;
  readonly bootSize: string;
  readonly swap: SwapProps;
  readonly tmpfs: { readonly [mountpoint: string]: string };
  readonly data: readonly DataDisk[];
  readonly hostId: string | undefined;
  private readonly findings: readonly Finding[];
  private readonly plans = onceLocked((machine: NixosMachine) => diskPlan(machine, this));

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

  /** Whether the machine needs a passphrase at boot. */
  get isEncrypted(): boolean {
    return [this.system, ...this.data.map(({ storage }) => storage)].some(
      ({ encryption }) => encryption === "luks",
    );
  }

  /** The swap file that NixOS creates; disko creates a swap file on btrfs. */
  get swapFile(): SwapFile | undefined {
    return swapFile(this);
  }

  /** The boot disks of a machine with this layout. */
  devicesOf(machine: NixosMachine): readonly string[] {
    return systemDevices(machine, this);
  }

  /** Mountpoints of the boot partitions with their disks; empty if kernels are in `/`. */
  bootPathsOf(machine: NixosMachine): readonly BootPath[] {
    return bootPaths(machine, this);
  }

  /** Boot mode of a machine with this layout. */
  firmwareOf(machine: NixosMachine): Firmware {
    return firmwareOf(machine, this);
  }

  /** The disko plan of a machine's disks. */
  planOf(machine: NixosMachine): DiskPlan {
    return this.plans(machine);
  }

  /** Adds checks of the layout to the machine, and the generators of an encrypted one. */
  bind(machine: NixosMachine): void {
    for (const finding of this.findings) report(machine, finding);
    if (this.isEncrypted) new DiskEncryption(machine);
    // Invalid props are missing after a finding.
    if (this.findings.some(({ code }) => code !== "prop-unknown")) return;
    addCheck(machine, () => diskProblems(machine, this));
  }
}
