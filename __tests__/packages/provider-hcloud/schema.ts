import { readText } from "./package-files";

type SchemaType =
  | string
  | ["list" | "set" | "map", SchemaType]
  | ["object", Record<string, SchemaType>];
type Nesting = "single" | "list" | "set" | "map";

interface SchemaAttribute {
  type?: SchemaType;
  nested_type?: { attributes: Record<string, SchemaAttribute>; nesting_mode: Nesting };
  required?: boolean;
  optional?: boolean;
}

interface SchemaBlock {
  attributes?: Record<string, SchemaAttribute>;
  block_types?: Record<
    string,
    { block: SchemaBlock; nesting_mode: Nesting; min_items?: number; max_items?: number }
  >;
}

interface ProviderSchema {
  provider: { block: SchemaBlock };
  resource_schemas: Record<string, { block: SchemaBlock }>;
  data_source_schemas: Record<string, { block: SchemaBlock }>;
}

/** What an attribute or block holds: a primitive, a collection of values, or an object. */
export type Value =
  | { primitive: string }
  | { collection: Nesting; of: Value }
  | { members: Members };

export interface Member {
  value: Value;
  settable: boolean;
  required: boolean;
}

/** Attributes and blocks under the names that the schema gives them. */
export type Members = Record<string, Member>;

/** A resource or data source of the schema and the names the package must export it by. */
export interface SchemaEntry {
  readonly section: "resource" | "data";
  readonly terraformType: string;
  readonly folder: string;
  readonly className: string;
  readonly members: Members;
}

/**
 * Classes with a different name, because the plain name is already used: `hcloud_server` has a block
 * `network`, so `ServerNetwork`.
 */
const RENAMED_CLASSES: Record<string, string> = {
  hcloud_load_balancer_target: "LoadBalancerTargetA",
  hcloud_server_network: "ServerNetworkA",
};

const providers: Record<string, ProviderSchema> = JSON.parse(
  readText("schema/hcloud.schema.json"),
).provider_schemas;

export const providerMembers: Members = Object.assign(
  {},
  ...Object.values(providers).map(({ provider }) => membersOf(provider.block)),
);

export const schemaEntries: readonly SchemaEntry[] = Object.values(providers).flatMap(
  ({ data_source_schemas, resource_schemas }) => [
    ...Object.entries(resource_schemas).map(([type, { block }]) =>
      entry("resource", type, type.replace(/^hcloud_/, ""), block),
    ),
    ...Object.entries(data_source_schemas).map(([type, { block }]) =>
      entry("data", type, `data_${type}`, block),
    ),
  ],
);

/** The property for an attribute; `system` is reserved by the provider generator. */
export function propertyName(attribute: string): string {
  return attribute === "system" ? "systemAttribute" : camelCase(attribute);
}

export function camelCase(name: string): string {
  return name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function entry(
  section: SchemaEntry["section"],
  terraformType: string,
  name: string,
  block: SchemaBlock,
): SchemaEntry {
  return {
    section,
    terraformType,
    folder: name.replaceAll("_", "-"),
    className: (section === "resource" && RENAMED_CLASSES[terraformType]) || camelCase(`_${name}`),
    members: membersOf(block),
  };
}

function membersOf({ attributes = {}, block_types = {} }: SchemaBlock): Members {
  const members: Members = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    members[name] = memberOf(attribute);
  }
  for (const [name, { block, max_items, min_items = 0, nesting_mode }] of Object.entries(
    block_types,
  )) {
    const nesting = max_items === 1 ? "single" : nesting_mode;
    const value = nested(nesting, { members: membersOf(block) });
    members[name] = { value, settable: true, required: min_items > 0 };
  }
  return members;
}

function memberOf(attribute: SchemaAttribute): Member {
  const { nested_type, optional = false, required = false, type = "none" } = attribute;
  const value =
    nested_type === undefined
      ? typeValue(type)
      : nested(nested_type.nesting_mode, { members: membersOf(nested_type) });
  return { value, settable: optional || required, required };
}

function typeValue(type: SchemaType): Value {
  if (typeof type === "string") {
    return { primitive: type };
  }
  const [collection, element] = type;
  if (collection === "object") {
    const fields = Object.entries(element).map(([name, field]) => [
      name,
      memberOf({ type: field }),
    ]);
    return { members: Object.fromEntries(fields) };
  }
  return { collection, of: typeValue(element) };
}

function nested(nesting: Nesting, object: Value): Value {
  return nesting === "single" ? object : { collection: nesting, of: object };
}
