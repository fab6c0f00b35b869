import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Cloud, Server } from "../hetzner/cloud";

/** Gives a server what its `public_net` asks for: primary IPs, addresses of its own or none. */
export function assignAddresses(cloud: Cloud, server: Server, planned: Attributes): void {
  const [publicNet] = planned.blocks("public_net");

  function choose(type: "ipv4" | "ipv6", current: string | null): string | null {
    const primaryIpId = publicNet?.number(type) ?? 0;
    const held = cloud.primaryIps.all().find(({ address }) => address === current);
    if (held?.id === primaryIpId) return current;
    if (held !== undefined) held.serverId = 0;
    if (primaryIpId !== 0) return claim(type, primaryIpId);
    if (publicNet && !publicNet.boolean(`${type}_enabled`)) return null;
    return held === undefined && current !== null ? current : cloud.nextAddress(type);
  }

  function claim(type: "ipv4" | "ipv6", primaryIpId: number): string {
    const ip = cloud.primaryIps.all().find(({ id }) => id === primaryIpId);
    if (ip?.type !== type || ip.location !== server.location || ip.serverId !== 0) {
      throw new ApiError(
        "invalid_input",
        `primary IP ${primaryIpId} cannot be ${type} of a server`,
      );
    }
    ip.serverId = server.id;
    return ip.address;
  }

  server.ipv4 = choose("ipv4", server.ipv4);
  server.ipv6Prefix = choose("ipv6", server.ipv6Prefix);
}
