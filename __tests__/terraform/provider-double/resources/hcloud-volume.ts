import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Cloud, Volume } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import type { ObjectValue } from "../values";
import { cloudObject, commonFields, validateLabels } from "./cloud-object";

const SMALLEST_GB = 10;

function stateOf(volume: Volume, known: ObjectValue): ObjectValue {
  return {
    ...known,
    id: String(volume.id),
    name: volume.name,
    size: volume.sizeGb,
    location: volume.location,
    labels: volume.labels,
    linux_device: `/dev/disk/by-id/scsi-0HC_Volume_${volume.id}`,
    delete_protection: volume.deleteProtection,
    // The provider does not notice that a volume was detached behind its back.
    ...(volume.serverId !== 0 && { server_id: volume.serverId }),
  };
}

export function hcloudVolume({ locations, servers, volumes }: Cloud): ManagedResource {
  async function locationOf(planned: Attributes): Promise<string> {
    const serverId = planned.number("server_id");
    const server = serverId === 0 ? undefined : await servers.require(serverId);
    const location = planned.string("location") || (server?.location ?? "");
    if (!locations.includes(location) || (server && server.location !== location)) {
      throw new ApiError("invalid_input", "invalid input in field 'location'");
    }
    return location;
  }

  return {
    ...cloudObject(volumes, stateOf),
    replaceOn: ["location"],
    defaults: { delete_protection: false },
    legacy: true,
    validate: validateLabels,

    async create(planned) {
      const sizeGb = planned.number("size");
      const location = await locationOf(planned);
      if (sizeGb < SMALLEST_GB) {
        throw new ApiError("invalid_input", `invalid input in field 'size': below ${SMALLEST_GB}`);
      }
      const serverId = planned.number("server_id");
      const volume = await volumes.create((id) => ({
        ...commonFields(id, planned),
        location,
        sizeGb,
        serverId,
      }));
      await volumes.protect(volume, planned.boolean("delete_protection"));
      return stateOf(volume, planned.values);
    },

    /** Detaches it first, also when the API then refuses to delete it. */
    async delete(state) {
      const volume = await volumes.get(state.string("id"));
      if (volume !== undefined && volume.serverId !== 0) {
        await volumes.act(volume, "detach");
        volume.serverId = 0;
      }
      await volumes.delete(state.string("id"));
    },

    async update(planned) {
      const volume = await volumes.require(planned.string("id"));
      const serverId = planned.number("server_id");
      const sizeGb = planned.number("size");
      if (serverId !== volume.serverId) {
        await volumes.act(volume, serverId === 0 ? "detach" : "attach");
        volume.serverId = serverId;
      }
      if (sizeGb !== volume.sizeGb) {
        await volumes.act(volume, "resize");
        if (sizeGb < volume.sizeGb) throw new ApiError("invalid_input", "a volume cannot shrink");
        volume.sizeGb = sizeGb;
      }
      await volumes.update(volume, planned.string("name"), planned.stringMap("labels"));
      await volumes.protect(volume, planned.boolean("delete_protection"));
      return stateOf(volume, planned.values);
    },
  };
}
