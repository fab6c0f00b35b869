import type { TerraformStack } from "cdktf";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { printJson, valueAt } from "../terraform/json";

/** Resource types with unique names in a Hetzner project. */
const NAMED = {
  hcloud_firewall: "firewall",
  hcloud_network: "network",
  hcloud_primary_ip: "primary IP",
  hcloud_server: "server",
  hcloud_ssh_key: "ssh key",
  hcloud_volume: "volume",
};

/** A value that must be unique, and the problem if it is not. */
const UNIQUE = { name: sharedName, public_key: sharedKey };

/**
 * Reports duplicate names and ssh keys at Hetzner. Stacks with the same token are in the same project.
 *
 * @param stacks - the rendered stacks
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

/** Hetzner compares keys by their content. */
function withoutComment(attribute: string, value: string): string {
  return attribute === "public_key" ? value.split(/\s+/).slice(0, 2).join(" ") : value;
}

function isReference(text: string): boolean {
  return text.replaceAll("$${", "").includes("${");
}

function sharedName(kind: string, name: string, owner: string): Finding {
  return {
    code: "hetzner-name-duplicate",
    summary: `duplicate ${kind} name in the Hetzner project`,
    value: name,
    allowed: `a unique name for each ${kind} of the project; ${owner} has this one`,
    remedy: "rename the one that does not exist yet",
  };
}

function sharedKey(_kind: string, key: string, owner: string): Finding {
  return {
    code: "hetzner-ssh-key-duplicate",
    summary: "duplicate ssh key in the Hetzner project",
    value: key,
    allowed: `a key that is not in the project yet; ${owner} has this one`,
    remedy: "use a separate deploy key, or a separate project and token, for each stack",
  };
}
