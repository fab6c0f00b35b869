import type { TerraformStack } from "cdktf";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { printJson, valueAt } from "../terraform/json";

/** What Hetzner tells apart by name within a project. */
const NAMED = {
  hcloud_firewall: "firewall",
  hcloud_network: "network",
  hcloud_primary_ip: "primary IP",
  hcloud_server: "server",
  hcloud_ssh_key: "ssh key",
  hcloud_volume: "volume",
};

/** What no two things of a kind share, and the problem if they do. */
const UNIQUE = { name: sharedName, public_key: sharedKey };

/**
 * Finds things of one kind that would have one name at Hetzner, or be one ssh key. Stacks with one token are
 * in one project.
 *
 * @param stacks - what each stack renders to
 */
export function* sharedNameFindings(
  stacks: ReadonlyMap<TerraformStack, unknown>,
): Iterable<PlacedFinding> {
  const owners = new Map<string, string>();
  for (const [stack, json] of stacks) {
    const project = valueAt(json, ["provider", "hcloud"]);
    for (const [type, kind] of Object.entries(NAMED)) {
      for (const resource of Object.values(valueAt(json, ["resource", type]) ?? {})) {
        const path = String(valueAt(resource, ["//", "metadata", "path"]) ?? stack.node.path);
        for (const [attribute, problem] of Object.entries(UNIQUE)) {
          const value = valueAt(resource, [attribute]);
          if (typeof value !== "string" || isReference(value)) continue;
          const key = printJson([project, type, attribute, withoutComment(attribute, value)]);
          const owner = owners.get(key);
          if (owner === undefined) owners.set(key, path);
          else yield { path, finding: problem(kind, value, owner) };
        }
      }
    }
  }
}

/** Hetzner tells keys apart by what is in them. */
function withoutComment(attribute: string, value: string): string {
  return attribute === "public_key" ? value.split(/\s+/).slice(0, 2).join(" ") : value;
}

function isReference(text: string): boolean {
  return text.replaceAll("$${", "").includes("${");
}

function sharedName(kind: string, name: string, owner: string): Finding {
  return {
    code: "hetzner-name-duplicate",
    summary: `name of ${kind} is used twice at Hetzner`,
    value: name,
    allowed: `a name that no other ${kind} of the project has; ${owner} has this one`,
    remedy: "rename the one that does not exist yet",
  };
}

function sharedKey(_kind: string, key: string, owner: string): Finding {
  return {
    code: "hetzner-ssh-key-duplicate",
    summary: "ssh key is registered twice at Hetzner",
    value: key,
    allowed: `a key that the project does not have yet; ${owner} has this one`,
    remedy: "give each stack a deploy key, or a project and its token, of its own",
  };
}
