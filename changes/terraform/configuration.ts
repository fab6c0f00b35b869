import { isObject, valueAt } from "../../constructs/terraform/json";

/** A resource block of a stack. */
export interface ResourceBlock {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Attributes whose changes are ignored; `all` ignores everything. */
  readonly ignored: readonly string[] | "all";
  readonly preventDestroy: boolean;
  /** Addresses, perhaps with an attribute, whose change replaces it. */
  readonly replaceTriggeredBy: readonly string[];
  /** Whether something runs when it is created. */
  readonly hasProvisioner: boolean;
}

/** What a stack's `cdk.tf.json` says of resources. */
export interface Configuration {
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  /** Former address to present one. */
  readonly moved: ReadonlyMap<string, string>;
  /** Addresses that Terraform forgets, or destroys if it says so. */
  readonly removed: ReadonlyMap<string, { readonly destroy: boolean }>;
  /** Addresses that take over what exists. */
  readonly imported: ReadonlySet<string>;
  /** The backend's kind and settings. */
  readonly backend: { readonly kind: string; readonly settings: unknown };
}

/** What counts for Terraform itself, beside the attributes. */
const META = ["//", "lifecycle", "provisioner", "connection", "depends_on", "provider"];

/**
 * Reads the JSON of a stack.
 *
 * @returns `undefined` if the text is not JSON, as after a merge conflict
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
    moved: new Map(listOf(json.moved).map(({ from, to }) => [String(from), String(to)] as const)),
    removed: new Map(
      listOf(json.removed).map((block) => [
        String(block.from),
        { destroy: valueAt(block, ["lifecycle", "destroy"]) !== false },
      ]),
    ),
    imported: new Set(listOf(json.import).map(({ to }) => String(to))),
    backend: { kind, settings },
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
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

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [value].flat().filter(isObject);
}
