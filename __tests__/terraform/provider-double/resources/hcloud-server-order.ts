import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Image, ServerType } from "../hetzner/catalogue";
import type { Cloud } from "../hetzner/cloud";
import { ProviderError } from "../provider-error";

/** What a new server is made of, once the provider and the API have nothing against it. */
export interface ServerOrder {
  readonly type: ServerType;
  readonly image: Image;
  readonly location: string;
  readonly sshKeyIds: number[];
}

/** Checks an order as the provider and the API do, in their sequence. */
export async function placeOrder(cloud: Cloud, attributes: Attributes): Promise<ServerOrder> {
  const type = await findServerType(cloud, attributes.string("server_type"));
  const image = await findImage(cloud, attributes.string("image"), type);
  const location = attributes.string("location") || (type.locations[0] ?? "");
  if (type.withdrawn) {
    throw new ProviderError(
      `Server type ${attributes.string("server_type")} is unavailable and can no longer be ordered`,
      "Existing servers of that plan will continue to work as before.",
    );
  }
  const sshKeyIds: number[] = [];
  for (const idOrName of attributes.strings("ssh_keys")) {
    const byName = cloud.sshKeys.all().find((key) => key.name === idOrName);
    const key = (await cloud.sshKeys.get(idOrName)) ?? byName;
    if (key === undefined) throw new ProviderError(`SSH key not found: ${idOrName}`);
    sshKeyIds.push(key.id);
  }
  if (!cloud.locations.includes(location)) {
    throw new ApiError("invalid_input", "invalid input in field 'location'");
  }
  if (!type.locations.includes(location)) {
    throw new ApiError("invalid_input", "unsupported location for server type");
  }
  return { type, image, location, sshKeyIds };
}

export async function findServerType(cloud: Cloud, name: string): Promise<ServerType> {
  await cloud.request(`GET /server_types?name=${name}`);
  const type = cloud.serverTypes.get(name);
  if (type === undefined) throw new ProviderError(`server type ${name} not found`);
  return type;
}

async function findImage(cloud: Cloud, idOrName: string, type: ServerType): Promise<Image> {
  const { architecture } = type;
  await cloud.request(`GET /images?name=${idOrName}&architecture=${architecture}`);
  const image = cloud.images.find(
    ({ id, name, ...rest }) =>
      String(id) === idOrName || (name === idOrName && rest.architecture === architecture),
  );
  if (image === undefined) {
    throw new ProviderError(`image ${idOrName} for architecture ${architecture} not found`);
  }
  if (image.withdrawn) {
    throw new ProviderError("Image Unavailable", `Image ${image.name} is unavailable.`);
  }
  return image;
}
