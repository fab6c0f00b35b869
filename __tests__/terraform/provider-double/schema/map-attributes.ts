import { isObject, type ObjectValue, Unknown, type Value } from "../values";
import type { AttributeSchema, BlockSchema, NestingMode } from "./schema";

export type Visit = (schema: AttributeSchema, value: Value, path: readonly string[]) => Value;

/**
 * A copy of `object` in the shape Terraform demands (every attribute of the schema and no other,
 * absent list and set blocks as empty arrays) with each attribute, at any depth, put through
 * `visit`.
 */
export function mapAttributes(
  block: BlockSchema,
  object: ObjectValue,
  visit: Visit,
  path: readonly string[] = [],
): ObjectValue {
  const result: { [name: string]: Value } = {};
  for (const [name, schema] of Object.entries(block.attributes ?? {})) {
    const value = visit(schema, object[name] ?? null, [...path, name]);
    const nested = schema.nested_type;
    result[name] = nested
      ? mapNested(nested.nesting_mode, nested, value, visit, [...path, name])
      : value;
  }
  for (const [name, { nesting_mode, block: nested }] of Object.entries(block.block_types ?? {})) {
    const isCollection = nesting_mode === "list" || nesting_mode === "set";
    const value = object[name] ?? (isCollection ? [] : null);
    result[name] = mapNested(nesting_mode, nested ?? {}, value, visit, [...path, name]);
  }
  return result;
}

function mapNested(
  nesting: NestingMode,
  block: BlockSchema,
  value: Value,
  visit: Visit,
  path: readonly string[],
): Value {
  const mapItem = (item: Value) =>
    isObject(item) ? mapAttributes(block, item, visit, path) : item;
  if (value === null || value instanceof Unknown) return value;
  if (Array.isArray(value)) return value.map(mapItem);
  if (nesting === "map" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapItem(item)]));
  }
  return mapItem(value);
}
