import type { TerraformResourceLifecycle } from "cdktf";
import type { InstallSpec } from "../install/install-spec";
import type { Retirement } from "../machine/retirement";
import type { PrimaryIpSpec, ReverseDnsSpec } from "./address-specs";
import type { Image, Location, Requirement, ServerType } from "./catalogue";
import type { FirewallSpec } from "./firewall";

declare module "../machine/hardware" {
  interface ServerSpecs {
    readonly hetzner: HetznerServerSpec;
  }
}

/** A volume of network storage, attached to the server. */
export interface VolumeSpec {
  /**
   * Name within the machine: lower-case letters, digits and '-'. Its name at Hetzner is `<machine>-<name>`.
   */
  readonly name: string;
  /** Size in GB: 10 to 10,240. It can grow later, but not shrink. */
  readonly sizeGb: number;
  /** File system that Hetzner creates on it. @default - none; NixOS formats it */
  readonly format?: "ext4" | "xfs";
  /** Whether Hetzner's agent in the image mounts it; NixOS has no such agent. @default false */
  readonly automount?: boolean;
  /** Whether delete protection of the volume is on. @default - `protection` of the server */
  readonly protection?: boolean;
  /** The former name: Terraform moves the volume instead of replacing it. @default - none */
  readonly movedFrom?: string;
  /**
   * Retires the volume: the next apply destroys it and its data, or, with `{ keep: true }`, only removes it from
   * the state. Remove it from the fleet after this apply.
   *
   * @default - the volume is not retired
   */
  readonly retire?: Retirement;
  /** Terraform's logical id of the `hcloud_volume`. @default "<machine>_<name>" */
  readonly logicalId?: string;
}

/** The server of a machine at Hetzner. */
export interface HetznerServerSpec {
  /** The server type; it determines the firmware and platform of the machine. */
  readonly type: ServerType;
  /** The location. */
  readonly location: Location;
  /** Image until NixOS is installed. @default Image.DEBIAN_12 */
  readonly image?: Image;
  /** Minimum requirements, checked against the server type. @default - none */
  readonly atLeast?: Requirement;
  /** Labels at Hetzner. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Hetzner's firewall in front of the server. @default - none; only the NixOS firewall */
  readonly firewall?: FirewallSpec;
  /**
   * Addresses to keep when the server is replaced, as primary IPs `<machine>-v4` and `<machine>-v6`: `ipv4` and
   * `ipv6`, each at most once.
   *
   * @default - none; the addresses are deleted together with the server
   */
  readonly primaryIps?: readonly (PrimaryIpSpec["type"] | PrimaryIpSpec)[];
  /** Network storage. @default - none */
  readonly volumes?: readonly VolumeSpec[];
  /** Reverse DNS name of the server's IPv4 address. @default - Hetzner's default name */
  readonly reverseDns?: string | ReverseDnsSpec;
  /** Whether Hetzner makes daily backups, at a fifth of the server's price. @default false */
  readonly backups?: boolean;
  /**
   * Whether delete and rebuild protection of the server, and delete protection of its volumes and primary IPs, is
   * on. Unlike `prevent_destroy`, it still works when the machine is removed from the fleet. `false` turns off
   * both, which is necessary before you destroy a server. Terranix's JSON only has an explicit value.
   *
   * @default true
   */
  readonly protection?: boolean;
  /**
   * Whether a change to a larger type keeps the disk size, so that the change can be reverted.
   *
   * @default false - the disk grows with the type and cannot shrink again
   */
  readonly keepDisk?: boolean;
  /**
   * Terraform's lifecycle of the server, in addition to the guards: `prevent_destroy`, unless `preventDestroy` is
   * `false`, and `ignore_changes` of `ssh_keys`, `image` and `user_data`, since a change would replace the server.
   * Terranix's JSON has no guards.
   *
   * @default - only the guards
   */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** Terraform's logical id of the `hcloud_server`. @default - the machine's name */
  readonly logicalId?: string;
  /** Installation of NixOS on the server. @default - once for each new server */
  readonly install?: InstallSpec;
}
