import type { TerraformStack } from "cdktf";
import type { ValidationIssue } from "../fleet-error";
import { formatProblem, type Problem } from "../problem";
import { printJson, valueAt } from "../terraform/json";

/** What Hetzner tells apart by name within a project. */
const NAMED = {
  hcloud_firewall: "firewall",
  hcloud_primary_ip: "primary IP",
  hcloud_server: "server",
  hcloud_ssh_key: "ssh key",
  hcloud_volume: "volume",
};

/**
 * Finds things of one kind that would have one name at Hetzner. Stacks with one token are in one project.
 *
 * @param stacks - what each stack renders to
 */
export function* sharedNameIssues(
  stacks: ReadonlyMap<TerraformStack, unknown>,
): Iterable<ValidationIssue> {
  const owners = new Map<string, string>();
  for (const [stack, json] of stacks) {
    const project = valueAt(json, ["provider", "hcloud"]);
    for (const [type, kind] of Object.entries(NAMED)) {
      for (const resource of Object.values(valueAt(json, ["resource", type]) ?? {})) {
        const name = valueAt(resource, ["name"]);
        if (typeof name !== "string" || isReference(name)) continue;
        const path = String(valueAt(resource, ["//", "metadata", "path"]) ?? stack.node.path);
        const key = printJson([project, type, name]);
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, path);
        else yield { path, message: formatProblem(sharedName(kind, name, owner)) };
      }
    }
  }
}

function isReference(text: string): boolean {
  return text.replaceAll("$${", "").includes("${");
}

function sharedName(kind: string, name: string, owner: string): Problem {
  return {
    what: `name of ${kind} is used twice at Hetzner`,
    value: name,
    allowed: `a name that no other ${kind} of the project has; ${owner} has this one`,
    remedy: "rename one of the two",
  };
}
