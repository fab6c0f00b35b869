import { ApiError } from "../hetzner/api-error";
import type { Cloud, PrimaryIp } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";
import type { ObjectValue } from "../values";
import { cloudObject, commonFields, validateDatacenter, validateLabels } from "./cloud-object";

function stateOf(ip: PrimaryIp): ObjectValue {
  return {
    id: ip.id,
    name: ip.name,
    type: ip.type,
    location: ip.location,
    labels: ip.labels,
    auto_delete: ip.autoDelete,
    delete_protection: ip.deleteProtection,
    assignee_id: ip.serverId,
    assignee_type: "server",
    ip_address: ip.address,
    ip_network: ip.type === "ipv6" ? `${ip.address}/64` : null,
  };
}

/** Acted out for addresses that servers claim in `public_net`, not for `assignee_id`. */
export function hcloudPrimaryIp(cloud: Cloud): ManagedResource {
  const { primaryIps } = cloud;
  return {
    ...cloudObject(primaryIps, stateOf),
    replaceOn: ["type", "location"],
    defaults: { auto_delete: false, delete_protection: false, labels: {} },

    validate(config) {
      validateLabels(config);
      validateDatacenter(config);
      if (config.isSet("location") === config.isSet("assignee_id")) {
        throw new ProviderError(
          "Invalid Attribute Combination",
          "Exactly one of these attributes must be configured: [location,assignee_id]",
        );
      }
    },

    async create(planned) {
      if (planned.number("assignee_id") !== 0) {
        throw new ProviderError("The provider double does not act out assignee_id");
      }
      const location = planned.string("location");
      const type = planned.string("type");
      if (!cloud.locations.includes(location)) {
        throw new ApiError("invalid_input", "invalid input in field 'location'");
      }
      const ip = await primaryIps.create((id) => ({
        ...commonFields(id, planned),
        type,
        location,
        address: cloud.nextAddress(type),
        serverId: 0,
        autoDelete: planned.boolean("auto_delete"),
      }));
      await primaryIps.protect(ip, planned.boolean("delete_protection"));
      return stateOf(ip);
    },

    async update(planned) {
      const ip = await primaryIps.require(planned.number("id"));
      await primaryIps.protect(ip, planned.boolean("delete_protection"));
      await primaryIps.update(ip, planned.string("name"), planned.stringMap("labels"));
      ip.autoDelete = planned.boolean("auto_delete");
      return stateOf(ip);
    },

    import: (id) => ({ id: Number(id) }),
  };
}
