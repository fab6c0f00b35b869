import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { BootMode, DiskLayout } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
import { flag, required, text } from "../props/kinds";
import { propFindings, readProps, shapeOf } from "../props/read-props";
import { DiskEncryption } from "./disk-encryption";
import { diskProblems } from "./disk-problems";

export type Filesystem = "ext4" | "btrfs";

export interface DiskProps {
  /** File system of `/`; btrfs has subvolumes for `/`, `/home` and `/nix`. */
  readonly filesystem: Filesystem;
  /**
   * The whole disk, which the install erases: `/dev/disk/by-id/…`, or another path below `/dev`.
   *
   * @default "/dev/sda" - of a server at Hetzner; any other machine has to say
   */
  readonly device?: string;
  /**
   * The firmware that the machine starts with.
   *
   * @default - that of the server's type; "uefi" without a server
   */
  readonly boot?: BootMode;
}

export interface ZfsProps {
  /** Whether ZFS encrypts, with a key of clan's vars. */
  readonly encryption: boolean;
}

const DISK_PROPS = shapeOf<DiskProps>("Disk", {
  filesystem: required(text, "ext4"),
  device: text,
  boot: text,
});

const ZFS_PROPS = shapeOf<ZfsProps>("Disk.zfs", { encryption: required(flag, false) });

const DISK = Symbol.for("nix-fleet.Disk");

/**
 * How a machine's disk is laid out. What it boots with follows from the firmware: GRUB in an EF02
 * partition for legacy BIOS, systemd-boot in an EFI system partition for UEFI.
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
  static luks(props: DiskProps): Disk {
    return Disk.of("luks", props);
  }

  /** Nothing is encrypted. */
  static plain(props: DiskProps): Disk {
    return Disk.of("none", props);
  }

  /** Refused with the reason, and with what to use instead. */
  static zfs(given: ZfsProps): Disk {
    const props = readProps(ZFS_PROPS, given);
    return new Disk(props.encryption ? "zfs" : "none", "zfs", {}, propFindings(props));
  }

  private static of(encryption: "luks" | "none", given: DiskProps): Disk {
    const props = readProps(DISK_PROPS, given);
    return new Disk(encryption, props.filesystem, props, propFindings(props));
  }

  readonly device: string | undefined;
  readonly boot: BootMode | undefined;

  private constructor(
    readonly encryption: "luks" | "zfs" | "none",
    readonly filesystem: Filesystem | "zfs",
    { device, boot }: Omit<DiskProps, "filesystem">,
    private readonly findings: readonly Finding[],
  ) {
    this.device = device;
    this.boot = boot;
    brand(this, DISK);
  }

  /** Checks the layout against the machine, and adds what an encrypted one needs. */
  bind(machine: NixosMachine): void {
    for (const finding of this.findings) report(machine, finding);
    if (this.encryption === "luks") new DiskEncryption(machine);
    addCheck(machine, () => diskProblems(machine, this));
  }
}
