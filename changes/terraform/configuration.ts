import { blocksOf, isObject, parseJson, valueAt } from "../../constructs/terraform/json";

/** A resource block of a stack. */
export interface ResourceBlock {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Attributes in `ignore_changes`; `all` ignores every attribute. */
  readonly ignored: readonly string[] | "all";
  readonly preventDestroy: boolean;
  /** Addresses in `replace_triggered_by`, with or without an attribute. */
  readonly replaceTriggeredBy: readonly string[];
  /** Whether a provisioner runs when it is created. */
  readonly hasProvisioner: boolean;
  /** Whether only its address is known. @default false */
  readonly isOnlyNamed?: boolean;
}

/** The resources and the backend of a stack's `cdk.tf.json`. */
export interface Configuration {
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  /** `moved` blocks: former address to new address. */
  readonly moved: ReadonlyMap<string, string>;
  /** `removed` blocks: addresses that Terraform forgets or destroys. */
  readonly removed: ReadonlyMap<string, { readonly destroy: boolean }>;
  /** `import` blocks: addresses of existing resources to import. */
  readonly imported: ReadonlySet<string>;
  /** Names of the modules that it calls. */
  readonly modules: ReadonlySet<string>;
  /** The backend's kind and settings. */
  readonly backend: { readonly kind: string; readonly settings: unknown };
  /** How OpenTofu encrypts the state; undefined for a state in the clear. */
  readonly encryption: unknown;
  /** The variables, which the encryption may need. */
  readonly variables: unknown;
}

/** Arguments of a block that are not attributes of the resource. */
const META = ["//", "lifecycle", "provisioner", "connection", "depends_on", "provider"];

/**
 * Reads the JSON of a stack.
 *
 * @returns `undefined` if the text is not JSON, for example because of a merge conflict
 */
export function readConfiguration(text: string | undefined): Configuration | undefined {
  const json = parsed(text);
  if (json === undefined) return undefined;
  const resources = entriesOf(json.resource).flatMap(([type, blocks]) =>
    entriesOf(blocks).map(([name, block]) => resourceBlock(type, name, block)),
  );
  const [kind = "local", settings] = entriesOf(valueAt(json, ["terraform", "backend"]))[0] ?? [];
  return {
    resources: new Map(resources.map((resource) => [resource.address, resource])),
    moved: new Map(blocksOf(json.moved).map(({ from, to }) => [String(from), String(to)] as const)),
    removed: new Map(
      blocksOf(json.removed).map((block) => [
        String(block.from),
        { destroy: valueAt(block, ["lifecycle", "destroy"]) !== false },
      ]),
    ),
    imported: new Set(blocksOf(json.import).map(({ to }) => String(to))),
    modules: new Set(entriesOf(json.module).map(([name]) => name)),
    backend: { kind, settings },
    encryption: valueAt(json, ["terraform", "encryption"]),
    variables: json.variable,
  };
}

/** The configuration of a stack if only the addresses of its resources are known. */
export function namedOnly(addresses: readonly string[]): Configuration {
  return {
    resources: new Map(addresses.map((address) => [address, namedBlock(address)])),
    moved: new Map(),
    removed: new Map(),
    imported: new Set(),
    modules: new Set(),
    backend: { kind: "local", settings: undefined },
    encryption: undefined,
    variables: undefined,
  };
}

/** A block with only a known address. */
export function namedBlock(address: string): ResourceBlock {
  return {
    address,
    type: /^(?:module\.[^.]+\.)*([^.]+)\./.exec(address)?.[1] ?? "",
    attributes: {},
    ignored: [],
    preventDestroy: false,
    replaceTriggeredBy: [],
    hasProvisioner: false,
    isOnlyNamed: true,
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = parseJson(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function resourceBlock(type: string, name: string, block: unknown): ResourceBlock {
  const attributes = isObject(block) ? block : {};
  const lifecycle = single(attributes.lifecycle);
  const ignored = valueAt(lifecycle, ["ignore_changes"]);
  const triggers = valueAt(lifecycle, ["replace_triggered_by"]);
  return {
    address: `${type}.${name}`,
    type,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(([key]) => !META.includes(key)),
    ),
    ignored: ignored === "all" ? "all" : textsOf(ignored),
    preventDestroy: valueAt(lifecycle, ["prevent_destroy"]) === true,
    replaceTriggeredBy: textsOf(triggers),
    hasProvisioner: JSON.stringify(attributes.provisioner ?? []) !== "[]",
  };
}

/** A single block is an object or a list of one. */
function single(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}
