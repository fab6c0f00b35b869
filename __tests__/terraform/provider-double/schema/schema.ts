import { readFileSync } from "node:fs";

/** Terraform's JSON notation of a type: `"string"`, `["map", "string"]`, `["object", {...}]`. */
export type AttributeType = string | readonly (string | AttributeType | AttributeTypes)[];

export interface AttributeTypes {
  readonly [name: string]: AttributeType;
}

export type NestingMode = "single" | "list" | "set" | "map" | "group";

export interface AttributeSchema {
  readonly type?: AttributeType;
  readonly nested_type?: {
    readonly attributes: AttributeSchemas;
    readonly nesting_mode: NestingMode;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  readonly write_only?: boolean;
}

export interface AttributeSchemas {
  readonly [name: string]: AttributeSchema;
}

export interface NestedBlockSchema {
  readonly block?: BlockSchema;
  readonly nesting_mode: NestingMode;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface BlockSchema {
  readonly attributes?: AttributeSchemas;
  readonly block_types?: { readonly [name: string]: NestedBlockSchema };
  readonly deprecated?: boolean;
}

export interface VersionedSchema {
  readonly version: number;
  readonly block: BlockSchema;
}

export interface ProviderSchema {
  readonly provider: VersionedSchema;
  readonly resource_schemas?: { readonly [type: string]: VersionedSchema };
  readonly data_source_schemas?: { readonly [type: string]: VersionedSchema };
}

/** Reads a file written by `terraform providers schema -json` for a single provider. */
export function readProviderSchema(path: string): ProviderSchema {
  const document: { provider_schemas: { [address: string]: ProviderSchema } } = JSON.parse(
    readFileSync(path, "utf8"),
  );
  const [schema, ...others] = Object.values(document.provider_schemas);
  if (schema === undefined || others.length > 0) {
    throw new Error(`${path} must hold the schema of exactly one provider`);
  }
  return schema;
}
