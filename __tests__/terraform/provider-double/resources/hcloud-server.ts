import { createHash } from "node:crypto";
import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Cloud, Server } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";
import { isEqual, isObject, type ObjectValue, type Value } from "../values";
import {
  cloudObject,
  commonFields,
  refuseUnsupported,
  validateDatacenter,
  validateLabels,
} from "./cloud-object";
import { assignAddresses } from "./hcloud-server-addresses";
import { findServerType, placeOrder } from "./hcloud-server-order";

const UNSUPPORTED = ["network", "iso", "rescue", "placement_group_id"];

/** What the API tells about a server; an image stays an id if it was given as one. */
function stateOf(server: Server, known: ObjectValue): ObjectValue {
  const { image = null } = known;
  const imageId = String(server.image.id);
  return {
    ...known,
    id: String(server.id),
    name: server.name,
    server_type: server.serverType,
    image: image === imageId ? imageId : server.image.name,
    location: server.location,
    status: server.isOff ? "off" : "running",
    labels: server.labels,
    backups: server.backups,
    backup_window: server.backups ? "22-02" : "",
    delete_protection: server.deleteProtection,
    rebuild_protection: server.rebuildProtection,
    firewall_ids: server.firewallIds,
    primary_disk_size: server.diskGb,
    ipv4_address: server.ipv4,
    ipv6_address: server.ipv6Prefix && `${server.ipv6Prefix}1`,
    ipv6_network: server.ipv6Prefix && `${server.ipv6Prefix}/64`,
  };
}

/** The state holds a hash of the user data, never the text. */
function hashUserData(userData: Value): Value {
  if (typeof userData !== "string") return userData;
  return createHash("sha1").update(userData).digest("base64");
}

function withAddressesEnabled(publicNet: Value): Value {
  if (!isObject(publicNet)) return publicNet;
  const { ipv4_enabled, ipv6_enabled } = publicNet;
  return { ...publicNet, ipv4_enabled: ipv4_enabled ?? true, ipv6_enabled: ipv6_enabled ?? true };
}

/** Acted out without private networks, ISO images, rescue mode and placement groups. */
export function hcloudServer(cloud: Cloud): ManagedResource {
  const { servers } = cloud;

  async function changeType(server: Server, planned: Attributes): Promise<void> {
    const name = planned.string("server_type");
    if (name === server.serverType) return;
    await servers.act(server, "poweroff");
    server.isOff = true;
    const from = await findServerType(cloud, server.serverType);
    const to = await findServerType(cloud, name);
    await servers.act(server, "change_type");
    if (from.architecture !== to.architecture || to.diskGb < server.diskGb) {
      throw new ApiError("invalid_server_type", `cannot change to server type ${name}`);
    }
    server.serverType = name;
    if (!planned.boolean("keep_disk")) server.diskGb = to.diskGb;
    await servers.act(server, "poweron");
    server.isOff = false;
  }

  async function setBackups(server: Server, backups: boolean): Promise<void> {
    if (backups === server.backups) return;
    await servers.act(server, backups ? "enable_backup" : "disable_backup");
    server.backups = backups;
  }

  async function setProtection(server: Server, planned: Attributes): Promise<void> {
    const protection = planned.boolean("delete_protection");
    if (protection !== planned.boolean("rebuild_protection")) {
      throw new ApiError("invalid_input", "delete and rebuild protection must be the same");
    }
    await servers.protect(server, protection);
    server.rebuildProtection = protection;
  }

  return {
    ...cloudObject(servers, stateOf),
    replaceOn: ["image", "location", "ssh_keys", "user_data"],
    defaults: {
      backups: false,
      delete_protection: false,
      ignore_remote_firewall_ids: false,
      keep_disk: false,
      rebuild_protection: false,
      shutdown_before_deletion: false,
    },
    legacy: true,

    validate(config) {
      validateLabels(config);
      validateDatacenter(config);
      if (config.get("image") === "") {
        throw new ProviderError('"image" must have more than 0 characters', "", "image");
      }
      if (config.strings("ssh_keys").includes("")) {
        throw new ProviderError("Invalid ssh key passed", "It has no characters.", "ssh_keys");
      }
    },

    plan(planned, prior) {
      refuseUnsupported(planned, UNSUPPORTED);
      const userData = planned.get("user_data");
      const isKept = prior !== null && isEqual(userData, prior.get("user_data"));
      const publicNet = planned.list("public_net").map(withAddressesEnabled);
      return {
        ...planned.values,
        user_data: isKept ? userData : hashUserData(userData),
        // The provider suppresses a difference if the configuration does not speak of public_net.
        public_net: publicNet.length > 0 ? publicNet : (prior?.list("public_net") ?? []),
      };
    },

    async create(planned, save) {
      const order = await placeOrder(cloud, planned);
      const server = await servers.create((id) => ({
        ...commonFields(id, planned),
        serverType: planned.string("server_type"),
        image: order.image,
        location: order.location,
        sshKeyIds: order.sshKeyIds,
        userDataHash: planned.string("user_data"),
        diskGb: order.type.diskGb,
        backups: false,
        isOff: false,
        rebuildProtection: false,
        firewallIds: planned.numbers("firewall_ids"),
        ipv4: null,
        ipv6Prefix: null,
      }));
      assignAddresses(cloud, server, planned);
      save(stateOf(server, planned.values));
      await setBackups(server, planned.boolean("backups"));
      await setProtection(server, planned);
      return stateOf(server, planned.values);
    },

    async update(planned) {
      const server = await servers.require(planned.string("id"));
      await servers.update(server, planned.string("name"), planned.stringMap("labels"));
      await changeType(server, planned);
      await setBackups(server, planned.boolean("backups"));
      server.firewallIds = planned.numbers("firewall_ids");
      assignAddresses(cloud, server, planned);
      await setProtection(server, planned);
      return stateOf(server, planned.values);
    },
  };
}
