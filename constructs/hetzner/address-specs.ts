import type { Retirement } from "../machine/retirement";

/** An address that is kept when the server is replaced: the primary IP `<machine>-v4` or `<machine>-v6`. */
export interface PrimaryIpSpec {
  readonly type: "ipv4" | "ipv6";
  /** Whether delete protection of the address is on. @default - `protection` of the server */
  readonly protection?: boolean;
  /**
   * Retires the address: the next apply destroys it, or, with `{ keep: true }`, only removes it from the state.
   * Remove it from the fleet after this apply.
   *
   * @default - the address is not retired
   */
  readonly retire?: Retirement;
  /** Terraform's logical id of the `hcloud_primary_ip`. @default "<machine>_v4" or "<machine>_v6" */
  readonly logicalId?: string;
}

/** The reverse DNS name of an address. */
export interface ReverseDnsSpec {
  readonly name: string;
  /** Terraform's logical id of the `hcloud_rdns`. @default "<machine>_v4" */
  readonly logicalId?: string;
}

/** Expands the short form. */
export function primaryIpSpec(given: PrimaryIpSpec["type"] | PrimaryIpSpec): PrimaryIpSpec {
  return typeof given === "string" ? { type: given } : given;
}

/** Expands the short form. */
export function reverseDnsSpec(given: string | ReverseDnsSpec): ReverseDnsSpec {
  return typeof given === "string" ? { name: given } : given;
}
