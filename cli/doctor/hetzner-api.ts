import { FleetError } from "../../constructs";
import { isObject, valueAt } from "../../constructs/terraform/json";

/** An object of the Hetzner API, with the attributes that the doctor uses. */
export interface CloudObject {
  readonly id: number;
  readonly name: string;
  /** Creation time in ISO 8601. */
  readonly created: string;
  /** State of a server, such as `running` or `off`. */
  readonly status?: string;
}

/** The objects that exist at Hetzner, by Terraform resource type. */
export type Cloud = Readonly<Record<string, readonly CloudObject[]>>;

/** The API paths of the resource types that a stack creates and that need a unique name. */
const PATHS = {
  hcloud_firewall: "firewalls",
  hcloud_primary_ip: "primary_ips",
  hcloud_server: "servers",
  hcloud_ssh_key: "ssh_keys",
  hcloud_volume: "volumes",
};

/**
 * Reads the objects of a project. HCLOUD_ENDPOINT overrides the address of the API, as it does for `hcloud`.
 *
 * @throws FleetError if the API does not respond or rejects the token
 */
export async function readCloud(token: string): Promise<Cloud> {
  const kinds = Object.entries(PATHS).map(async ([type, path]) => [type, await all(path, token)]);
  return Object.fromEntries(await Promise.all(kinds));
}

async function all(path: string, token: string): Promise<readonly CloudObject[]> {
  const found: CloudObject[] = [];
  for (let page: unknown = 1; typeof page === "number"; ) {
    const answer = await get(`${path}?per_page=50&page=${page}`, token);
    const items = valueAt(answer, [path]);
    if (Array.isArray(items)) found.push(...items.filter(isObject).map(cloudObject));
    page = valueAt(answer, ["meta", "pagination", "next_page"]);
  }
  return found;
}

function cloudObject({ id, name, created, status }: Readonly<Record<string, unknown>>) {
  return {
    id: Number(id),
    name: String(name),
    created: String(created),
    ...(typeof status === "string" && { status }),
  };
}

async function get(path: string, token: string): Promise<unknown> {
  const { HCLOUD_ENDPOINT: endpoint = "https://api.hetzner.cloud/v1" } = process.env;
  try {
    const response = await fetch(`${endpoint}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return await response.json();
    throw new Error(`${response.status} ${response.statusText}`);
  } catch (error) {
    throw new FleetError(
      [
        `cannot read the project from the Hetzner API: ${error instanceof Error ? error.message : String(error)}`,
        "  allowed: a token with read permission, in HCLOUD_TOKEN",
        "  remedy: correct HCLOUD_TOKEN, or unset it to examine only the state",
      ].join("\n"),
    );
  }
}
