import type { Schema, SchemaType } from "./schema";

const WORDS: Readonly<Record<SchemaType, readonly [one: string, many: string]>> = {
  null: ["null", "nulls"],
  boolean: ["true or false", "booleans"],
  integer: ["an integer", "integers"],
  string: ["a string", "strings"],
  array: ["a list", "lists"],
  object: ["an attribute set", "attribute sets"],
};

/** The values that a schema allows, in words: `a list of strings`, `one of "all", "nixos"`. */
export function allowedValues({ description, type, items, ...schema }: Schema): string {
  if (description !== undefined) return description;
  if (schema.oneOf !== undefined) return schema.oneOf.map(allowedValues).join(" or ");
  if (schema.enum !== undefined) {
    return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  if (type === undefined) return "a JSON value";
  const [one] = WORDS[type];
  return items?.type === undefined ? one : `${one} of ${WORDS[items.type][1]}`;
}
