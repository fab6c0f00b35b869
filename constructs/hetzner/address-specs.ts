import type { Retirement } from "../machine/retirement";

/** An address that is kept when the server is replaced: the primary IP `<machine>-v4` or `<machine>-v6`. */
export interface PrimaryIpSpec {
  readonly type: "ipv4" | "ipv6";
  /** Whether Hetzner refuses to delete the address. @default - what the server's `protection` says */
  readonly protection?: boolean;
  /**
   * Says by name that the address goes: the next apply gives it back, or forgets it with `{ keep: true }`.
   * It stays here until that is applied.
   *
   * @default - it stays
   */
  readonly retire?: Retirement;
  /** Terraform's logical id of the `hcloud_primary_ip`. @default "<machine>_v4" or "<machine>_v6" */
  readonly logicalId?: string;
}

/** The host name that an address resolves to. */
export interface ReverseDnsSpec {
  readonly name: string;
  /** Terraform's logical id of the `hcloud_rdns`. @default "<machine>_v4" */
  readonly logicalId?: string;
}

/** The long form of what a fleet may write shorter. */
export function primaryIpSpec(given: PrimaryIpSpec["type"] | PrimaryIpSpec): PrimaryIpSpec {
  return typeof given === "string" ? { type: given } : given;
}

/** The long form of what a fleet may write shorter. */
export function reverseDnsSpec(given: string | ReverseDnsSpec): ReverseDnsSpec {
  return typeof given === "string" ? { name: given } : given;
}
