import { isIP } from "node:net";
import { ProviderError } from "../provider-error";

/** Refuses what is neither an address nor a range, and an IPv4 range with bits beyond its mask. */
export function checkCidr(cidr: string): void {
  const [address = "", length] = cidr.split("/");
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : Number(length);
  if (version === 0 || !/^\d+$/.test(String(prefix)) || prefix > bits) {
    throw new ProviderError(`invalid CIDR address: ${cidr}`, "", "rule");
  }
  if (version === 4 && toNumber(address) % 2 ** (bits - prefix) !== 0) {
    throw new ProviderError(`${cidr} is not the start of the cidr block`, "", "rule");
  }
}

function toNumber(ipv4: string): number {
  return ipv4.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
