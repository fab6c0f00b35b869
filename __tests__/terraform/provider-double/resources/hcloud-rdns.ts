import { isIP } from "node:net";
import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Cloud } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";

const OWNERS = ["server_id", "primary_ip_id", "floating_ip_id", "load_balancer_id"];

/** Acted out for servers and primary IPs. */
export function hcloudRdns({ primaryIps, reverseDns, servers }: Cloud): ManagedResource {
  /** True if the server or primary IP is still there and has the address. */
  async function isOwned(attributes: Attributes): Promise<boolean> {
    const address = attributes.string("ip_address");
    if (attributes.isSet("primary_ip_id")) {
      return (await primaryIps.get(attributes.number("primary_ip_id")))?.address === address;
    }
    const server = await servers.get(attributes.number("server_id"));
    return address === server?.ipv4 || address === `${server?.ipv6Prefix}1`;
  }

  return {
    replaceOn: [...OWNERS, "ip_address"],

    validate(config) {
      if (OWNERS.filter((owner) => config.isSet(owner)).length !== 1) {
        throw new ProviderError(
          "Invalid Attribute Combination",
          `Exactly one of these attributes must be configured: [${OWNERS.join(",")}]`,
        );
      }
      const address = config.string("ip_address");
      if (address !== "" && isIP(address) === 0) {
        throw new ProviderError("Invalid Attribute Value", `not an IP: ${address}`, "ip_address");
      }
    },

    async create(planned) {
      const address = planned.string("ip_address");
      if (!(await isOwned(planned))) {
        throw new ApiError("not_found", `${address} is no address of that resource`);
      }
      reverseDns.set(address, planned.string("dns_ptr"));
      const primaryIpId = planned.number("primary_ip_id");
      const owner = primaryIpId === 0 ? `s-${planned.number("server_id")}` : `p-${primaryIpId}`;
      return { ...planned.values, id: `${owner}-${address}` };
    },

    async read(state) {
      const name = reverseDns.get(state.string("ip_address"));
      const exists = (await isOwned(state)) && name !== undefined;
      return exists ? { ...state.values, dns_ptr: name } : null;
    },

    async update(planned) {
      reverseDns.set(planned.string("ip_address"), planned.string("dns_ptr"));
      return planned.values;
    },

    async delete(state) {
      reverseDns.delete(state.string("ip_address"));
    },
  };
}
