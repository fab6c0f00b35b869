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
   * Name within the machine: lower-case letters, digits and '-'. The volume is called `<machine>-<name>`
   * at Hetzner.
   */
  readonly name: string;
  /** Size in GB: 10 to 10,240. It can grow later, not shrink. */
  readonly sizeGb: number;
  /** File system that Hetzner makes on it. @default - none: NixOS formats it */
  readonly format?: "ext4" | "xfs";
  /** Whether Hetzner's agent in the image mounts it; NixOS has no such agent. @default false */
  readonly automount?: boolean;
  /** Whether Hetzner refuses to delete the volume. @default - what the server's `protection` says */
  readonly protection?: boolean;
  /** The name that it had before: Terraform moves the volume instead of replacing it. @default - none */
  readonly movedFrom?: string;
  /**
   * Says by name that the volume goes: the next apply destroys it with its data, or forgets it with
   * `{ keep: true }`. It stays here until that is applied.
   *
   * @default - it stays
   */
  readonly retire?: Retirement;
  /** Terraform's logical id of the `hcloud_volume`. @default "<machine>_<name>" */
  readonly logicalId?: string;
}

/** The server at Hetzner on which a machine runs. */
export interface HetznerServerSpec {
  /** Size and kind of the server; it decides how the machine boots. */
  readonly type: ServerType;
  /** Where it stands. */
  readonly location: Location;
  /** What its disk holds until NixOS is installed. @default Image.DEBIAN_12 */
  readonly image?: Image;
  /** What the machine needs; checked against the server type. @default - nothing */
  readonly atLeast?: Requirement;
  /** Labels at Hetzner. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Hetzner's own firewall in front of the server. @default - none: NixOS filters */
  readonly firewall?: FirewallSpec;
  /**
   * The addresses to keep when the server is replaced, as primary IPs `<machine>-v4` and `<machine>-v6`:
   * `ipv4` and `ipv6`, each at most once.
   *
   * @default - none: the server gets addresses that go with it
   */
  readonly primaryIps?: readonly (PrimaryIpSpec["type"] | PrimaryIpSpec)[];
  /** Network storage. @default - none */
  readonly volumes?: readonly VolumeSpec[];
  /** Host name that the server's IPv4 address resolves to. @default - Hetzner's */
  readonly reverseDns?: string | ReverseDnsSpec;
  /** Whether Hetzner makes daily backups, at a fifth of the server's price. @default false */
  readonly backups?: boolean;
  /**
   * Whether Hetzner refuses to delete or rebuild the server, and to delete its volumes and primary IPs.
   * Unlike `prevent_destroy` this holds when the machine is no longer in the fleet. With `false` it is
   * taken off, `prevent_destroy` too, as a server that is to go needs. Terranix's JSON has what is set here.
   *
   * @default true
   */
  readonly protection?: boolean;
  /**
   * Whether a change to a larger type leaves the disk as it is, so that a change back stays possible.
   *
   * @default false - the disk grows with the type, and never shrinks again
   */
  readonly keepDisk?: boolean;
  /**
   * Terraform's lifecycle of the server, beside the guards: `prevent_destroy`, which only
   * `preventDestroy: false` takes away, and changes of `ssh_keys`, `image` and `user_data` are ignored,
   * since each would replace the server. Terranix's JSON has no guards.
   *
   * @default - the guards
   */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** Terraform's logical id of the `hcloud_server`. @default - the machine's name */
  readonly logicalId?: string;
  /** How NixOS gets on the server. @default - once for each new server */
  readonly install?: InstallSpec;
}
