import { Attributes } from "../attributes";
import type { ManagedResource } from "../provider";
import { mapAttributes } from "../schema/map-attributes";
import type { BlockSchema } from "../schema/schema";
import { isEqual, type ObjectValue, type ResourceState, UNKNOWN } from "../values";
import { keepAbsent } from "./settle";

export interface PlannedChange {
  readonly planned: ResourceState;
  /** The attributes that force a replacement. */
  readonly requiresReplace: readonly string[];
}

/**
 * Plans one resource: a creation leaves every computed attribute open, an update keeps what core
 * proposes, and neither forgets the provider's defaults.
 */
export function planChange(
  resource: ManagedResource,
  block: BlockSchema,
  change: { prior: ResourceState; proposed: ResourceState; config: ResourceState },
): PlannedChange {
  const { prior, proposed, config } = change;
  if (proposed === null) return { planned: null, requiresReplace: [] };
  const withDefaults = applyDefaults(proposed, config, resource.defaults);
  const corrected =
    resource.plan?.(new Attributes(withDefaults), prior && new Attributes(prior)) ?? withDefaults;
  if (prior === null) {
    return { planned: markComputedUnknown(block, corrected), requiresReplace: [] };
  }
  const planned = resource.legacy ? keepAbsent(corrected, prior) : corrected;
  return {
    planned,
    requiresReplace: resource.replaceOn.filter((name) => !isEqual(prior[name], planned[name])),
  };
}

function applyDefaults(
  proposed: ObjectValue,
  config: ResourceState,
  defaults: ObjectValue = {},
): ObjectValue {
  const missing = Object.entries(defaults).filter(([name]) => (config?.[name] ?? null) === null);
  return { ...proposed, ...Object.fromEntries(missing) };
}

function markComputedUnknown(block: BlockSchema, planned: ObjectValue): ObjectValue {
  return mapAttributes(block, planned, (schema, value) =>
    schema.computed && value === null ? UNKNOWN : value,
  );
}
