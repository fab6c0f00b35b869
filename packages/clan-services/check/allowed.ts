import type { Kind, Schema } from "./schema";

const SINGULAR: Readonly<Record<Kind, string>> = {
  null: "null",
  boolean: "true or false",
  integer: "an integer",
  number: "a number",
  string: "a string",
  array: "a list",
  object: "an attribute set",
};

const PLURAL: Readonly<Record<Kind, string>> = {
  null: "nulls",
  boolean: "booleans",
  integer: "integers",
  number: "numbers",
  string: "strings",
  array: "lists",
  object: "attribute sets",
};

/** Says in words which values a schema takes: `a list of strings`, `one of "all", "nixos"`. */
export function allowedValues(schema: Schema): string {
  if (schema.description !== undefined) {
    return schema.description;
  }
  if (schema.oneOf !== undefined) {
    return schema.oneOf.map(allowedValues).join(" or ");
  }
  if (schema.enum !== undefined) {
    return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  if (schema.type === undefined) {
    return "a JSON value";
  }
  const items = schema.items?.type;
  return items === undefined ? SINGULAR[schema.type] : `${SINGULAR.array} of ${PLURAL[items]}`;
}
