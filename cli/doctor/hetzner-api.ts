import { FleetError } from "../../constructs";
import { isObject, valueAt } from "../../constructs/terraform/json";

/** Something at Hetzner, as far as the doctor looks at it. */
export interface CloudObject {
  readonly id: number;
  readonly name: string;
  /** Day and time of its creation, in ISO 8601. */
  readonly created: string;
  /** Of a server: `running`, `off` and others. */
  readonly status?: string;
}

/** What exists at Hetzner, by Terraform's resource type. */
export type Cloud = Readonly<Record<string, readonly CloudObject[]>>;

/** The API's path of each kind of thing that a stack makes, and that nobody else may have the name of. */
const PATHS = {
  hcloud_firewall: "firewalls",
  hcloud_primary_ip: "primary_ips",
  hcloud_server: "servers",
  hcloud_ssh_key: "ssh_keys",
  hcloud_volume: "volumes",
};

/**
 * Reads what a project has. HCLOUD_ENDPOINT names another address than Hetzner's, as for `hcloud` itself.
 *
 * @throws FleetError if the API does not answer, or refuses the token
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
        `Hetzner's API does not tell what exists: ${error instanceof Error ? error.message : String(error)}`,
        "  allowed: a token that may read, in HCLOUD_TOKEN",
        "  remedy: correct HCLOUD_TOKEN, or unset it to look at the state alone",
      ].join("\n"),
    );
  }
}
