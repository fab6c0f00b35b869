import { Attributes } from "../attributes";
import { ProviderError } from "../provider-error";
import { mapAttributes } from "../schema/map-attributes";
import type { BlockSchema } from "../schema/schema";
import type { ObjectValue } from "../values";

/**
 * Refuses a configuration that sets what only the provider may set, leaves null what is required, or
 * fails the type's own checks. Attributes that do not exist, are not written at all or have a wrong
 * type never get here: core refuses them by the schema.
 */
export function validateConfig(
  type: { validate?(config: Attributes): void } | undefined,
  block: BlockSchema,
  config: ObjectValue,
): void {
  mapAttributes(block, config, (schema, value, path) => {
    if (schema.required && value === null) {
      const detail = `The argument "${path.join(".")}" is required, but it is null.`;
      throw new ProviderError("Missing required argument", detail, path[0]);
    }
    const isReadOnly = schema.computed && !schema.optional && !schema.required;
    if (!isReadOnly || value === null) return value;
    throw new ProviderError(
      "Invalid Configuration for Read-Only Attribute",
      `Cannot set value for "${path.join(".")}": the provider alone sets it. Remove it.`,
      path[0],
    );
  });
  type?.validate?.(new Attributes(config));
}
