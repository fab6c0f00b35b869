import { isIP } from "node:net";

/** Whether a string is an address with a prefix length: `192.0.2.0/24`, `2001:db8::/32`. */
export function isCidrBlock(block: string): boolean {
  const [address = "", prefix = "", ...rest] = block.split("/");
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= lengthOf(address);
}

/** Whether the address of a block has no host bits set; Hetzner rejects others. */
export function isStartOfBlock(block: string): boolean {
  const [address = "", prefix] = block.split("/");
  const bits = lengthOf(address) === 32 ? ipv4Bits(address) : ipv6Bits(address);
  return /^0*$/.test(bits.slice(Number(prefix)));
}

/** Length of an address in bits; -1 for an invalid address, or one with an interface, `fe80::1%eth0`. */
function lengthOf(address: string): number {
  if (address.includes("%")) return -1;
  return { 4: 32, 6: 128 }[isIP(address)] ?? -1;
}

function ipv4Bits(address: string): string {
  return address
    .split(".")
    .map((octet) => bitsOf(Number(octet), 8))
    .join("");
}

function ipv6Bits(address: string): string {
  // A URL normalises every group to a hexadecimal number, including an IPv4 address at the end.
  const { hostname } = new URL(`http://[${address}]`);
  const [start = [], end = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => "0");
  return [...start, ...zeros, ...end]
    .map((group) => bitsOf(Number.parseInt(group, 16), 16))
    .join("");
}

function bitsOf(value: number, length: number): string {
  return value.toString(2).padStart(length, "0");
}
