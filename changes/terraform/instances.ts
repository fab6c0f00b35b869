import { isObject } from "../../constructs/terraform/json";
import type { Configuration, ResourceBlock } from "./configuration";
import type { State } from "./state";

/** The instances of `count` and `for_each`, as the ends of their addresses: `[0]`, `["a"]`. */
export type Instances = readonly string[];

/** A larger `count` is a mistake, for which Terraform fails or plans very long. */
const MOST_INSTANCES = 100_000;

/** The arguments that make several instances of a resource. */
export const INSTANCES = ["count", "for_each"];

/**
 * The instances that a changed `count` or `for_each` adds and removes, as addresses of a resource that stays. Those of an
 * expression are unknown.
 */
export function instanceChanges(
  old: ResourceBlock,
  block: ResourceBlock,
  moved: Configuration["moved"] | undefined,
  inState: ReadonlyMap<string, Instances> | undefined,
): { readonly created: readonly string[]; readonly lost: readonly string[] } {
  const now = instancesOf(block);
  const before = inState === undefined ? instancesOf(old) : inState.get(old.address);
  const isUnknown = inState === undefined && old.isOnlyNamed === true;
  if (now === undefined || before === undefined || isUnknown) return { created: [], lost: [] };
  const isMoved = (end: string) => moved?.has(`${old.address}${end}`) ?? false;
  return {
    created: now.filter((end) => !includes(before, end)).map((end) => `${block.address}${end}`),
    lost: before
      .filter((end) => !includes(now, end) && !isMoved(end))
      .map((end) => `${block.address}${end}`),
  };
}

/** The instances of a block, one without an end for a resource with neither; undefined for an expression. */
export function instancesOf({ attributes }: ResourceBlock): Instances | undefined {
  const { count, for_each: each } = attributes;
  if (count !== undefined) {
    if (typeof count !== "number" || count > MOST_INSTANCES) return undefined;
    return Array.from({ length: count }, (_, index) => `[${index}]`);
  }
  if (each === undefined) return [""];
  return keysOf(each)?.map((key) => `[${JSON.stringify(key)}]`);
}

/** The keys of a map, or of a set that is written out: `${toset(["a", "b"])}`. */
function keysOf(each: unknown): readonly string[] | undefined {
  if (isObject(each)) return Object.keys(each);
  const [, list = ""] = /^\$\{toset\((\[[^[\]]*\])\)\}$/.exec(String(each)) ?? [];
  try {
    const keys: unknown = JSON.parse(list);
    return Array.isArray(keys) ? keys.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** The instances in a state, by the address of their resource. */
export function instancesIn(state: State): ReadonlyMap<string, Instances> {
  const found = new Map<string, string[]>();
  for (const whole of state.keys()) {
    const address = resourceOf(whole);
    const end = whole.slice(address.length);
    const present = found.get(address);
    if (present === undefined) found.set(address, [end]);
    else present.push(end);
  }
  return found;
}

/** The address of the resource of an instance: `hcloud_volume.data` for `hcloud_volume.data["a"]`. */
export function resourceOf(instance: string): string {
  return instance.replace(/\[(\d+|"([^"\\]|\\.)*")\]$/, "");
}

/** Whether an instance exists; Terraform takes the only one for the first of `count`, and the reverse. */
function includes(instances: Instances, end: string): boolean {
  if (end === "" || end === "[0]") return instances.includes("") || instances.includes("[0]");
  return instances.includes(end);
}
