import { mapAttributes } from "../schema/map-attributes";
import type { BlockSchema } from "../schema/schema";
import { isAbsent, type ObjectValue, Unknown, type Value } from "../values";

/** `values` with each absent attribute written as `reference` writes its absence. */
export function keepAbsent(values: ObjectValue, reference: ObjectValue): ObjectValue {
  const entries = Object.entries(values).map(([name, value]): [string, Value] => {
    const previous = reference[name];
    return [name, isAbsent(value) && isAbsent(previous) ? (previous ?? null) : value];
  });
  return Object.fromEntries(entries);
}

/** What may stand in a state: every attribute of the schema, nothing unknown. */
export function settle(block: BlockSchema, state: ObjectValue): ObjectValue {
  return mapAttributes(block, state, (_schema, value) => (value instanceof Unknown ? null : value));
}
