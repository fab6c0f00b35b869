import type {
  AttributeSchemas,
  BlockSchema,
  NestingMode,
  ProviderSchema,
  VersionedSchema,
} from "./schema";

/** The numbers of the protocol's NestingMode. */
const NESTING: Record<NestingMode, number> = { single: 1, list: 2, set: 3, map: 4, group: 5 };

function attributeMessages(attributes: AttributeSchemas = {}): object[] {
  return Object.entries(attributes).map(([name, { type, nested_type, write_only, ...flags }]) => ({
    ...flags,
    name,
    writeOnly: write_only,
    ...(type && { type: Buffer.from(JSON.stringify(type)) }),
    ...(nested_type && {
      nestedType: {
        attributes: attributeMessages(nested_type.attributes),
        nesting: NESTING[nested_type.nesting_mode],
      },
    }),
  }));
}

function blockMessage({ attributes, block_types = {}, deprecated }: BlockSchema = {}): object {
  const blockTypes = Object.entries(block_types).map(([typeName, nested]) => ({
    typeName,
    block: blockMessage(nested.block),
    nesting: NESTING[nested.nesting_mode],
    minItems: nested.min_items,
    maxItems: nested.max_items,
  }));
  return { attributes: attributeMessages(attributes), blockTypes, deprecated };
}

function schemaMessage({ version, block }: VersionedSchema): object {
  return { version, block: blockMessage(block) };
}

function schemaMessages(schemas: { readonly [type: string]: VersionedSchema } = {}): object {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [type, schemaMessage(schema)]),
  );
}

/** The answer to GetProviderSchema. */
export function providerSchemaMessage(schema: ProviderSchema): object {
  return {
    provider: schemaMessage(schema.provider),
    resourceSchemas: schemaMessages(schema.resource_schemas),
    dataSourceSchemas: schemaMessages(schema.data_source_schemas),
    // Terraform then asks for the schema once a run instead of before every call.
    serverCapabilities: { getProviderSchemaOptional: true },
  };
}
