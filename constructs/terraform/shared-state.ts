import type { TerraformStack } from "cdktf";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { isObject, printJson, valueAt } from "./json";
import { statePath } from "./state-file";

/** The settings of a backend that identify the state; the others configure the access to it. */
const PLACE: Readonly<Record<string, readonly string[]>> = {
  http: ["address"],
  pg: ["conn_str", "schema_name"],
  s3: ["bucket", "endpoints", "key"],
};

/**
 * Reports stacks that share a state: applying one destroys the resources of the other.
 *
 * @param stacks - the Terraform JSON of each stack
 */
export function* sharedStateFindings(
  stacks: ReadonlyMap<TerraformStack, unknown>,
): Iterable<PlacedFinding> {
  const owners = new Map<string, TerraformStack>();
  for (const [stack, json] of stacks) {
    const place = printJson(placeOfState(stack, json));
    const owner = owners.get(place);
    if (owner === undefined) owners.set(place, stack);
    else yield { path: stack.node.path, finding: sharedState(owner, stack) };
  }
}

function placeOfState(stack: TerraformStack, json: unknown): unknown {
  const backend = valueAt(json, ["terraform", "backend"]);
  if (!isObject(backend)) return valueAt(json, ["terraform", "cloud"]);
  const [kind = "", settings] = Object.entries(backend)[0] ?? [];
  if (!isObject(settings)) return backend;
  const { path } = settings;
  if (kind === "local" && typeof path === "string") return [kind, statePath(stack, path)];
  return [kind, (PLACE[kind] ?? Object.keys(settings)).map((name) => [name, settings[name]])];
}

function sharedState(owner: TerraformStack, stack: TerraformStack): Finding {
  return {
    code: "state-shared",
    summary: "stacks share a state, so applying one destroys the resources of the other",
    value: [owner.node.path, stack.node.path],
    allowed: "a separate state for each stack",
    remedy:
      "change the path, key, address or schema of the stack that has no resources in that state",
  };
}
