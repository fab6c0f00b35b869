import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { BootMode, DiskLayout } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
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
  static luks({ filesystem, ...props }: DiskProps): Disk {
    return new Disk("luks", filesystem, props);
  }

  /** Nothing is encrypted. */
  static plain({ filesystem, ...props }: DiskProps): Disk {
    return new Disk("none", filesystem, props);
  }

  /** Refused with the reason, and with what to use instead. */
  static zfs({ encryption }: ZfsProps): Disk {
    return new Disk(encryption ? "zfs" : "none", "zfs", {});
  }

  readonly device: string | undefined;
  readonly boot: BootMode | undefined;

  private constructor(
    readonly encryption: "luks" | "zfs" | "none",
    readonly filesystem: Filesystem | "zfs",
    { device, boot }: Omit<DiskProps, "filesystem">,
  ) {
    this.device = device;
    this.boot = boot;
    brand(this, DISK);
  }

  /** Checks the layout against the machine, and adds what an encrypted one needs. */
  bind(machine: NixosMachine): void {
    if (this.encryption === "luks") new DiskEncryption(machine);
    addCheck(machine, () => diskProblems(machine, this));
  }
}
