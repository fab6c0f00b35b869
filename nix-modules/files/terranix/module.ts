import type { FleetStack } from "../../../constructs";
import { isObject } from "../../../constructs/terraform/json";

type Attributes = { readonly [name: string]: unknown };

/** The kinds of blocks that terranix has options for, and the number of labels of each. */
const NAMES: { readonly [kind: string]: number } = {
  data: 2,
  ephemeral: 2,
  import: 0,
  locals: 0,
  module: 1,
  output: 1,
  provider: 1,
  resource: 2,
  terraform: 0,
  variable: 1,
};

/** The kinds of blocks in which null differs from an omitted value. terranix omits null. */
const WITH_NULLS: ReadonlySet<string> = new Set(["locals", "module", "output"]);

/**
 * The rendered stack in the usual form of terranix: without the metadata of cdktf and without empty provider blocks,
 * and with a single block instead of a list with one block. Without the blocks of {@link missingInTerranix}.
 */
export function terranixModule(stack: FleetStack): Attributes {
  const kinds = Object.entries(stack.toTerraform()).filter(([kind]) => kind in NAMES);
  const rendered = Object.fromEntries(kinds);
  const { provider, resource, ...others } = mapValues(rendered, (blocks, kind) => {
    const plain = mapBlocks(blocks, NAMES[kind] ?? 0, withoutNote);
    return WITH_NULLS.has(kind) ? withNulls(plain) : plain;
  });
  return {
    ...others,
    ...withoutEmpty({
      provider: withoutEmpty(mapBlocks(provider, 1, single)),
      resource: mapBlocks(resource ?? {}, 2, withSingleProvisioner),
    }),
  };
}

/**
 * The kinds of blocks that the terranix module of a stack lacks completely or in part: blocks that terranix has no
 * options for, such as `moved`, and variables with the default null.
 */
export function missingInTerranix(stack: FleetStack): readonly string[] {
  const { "//": _, ...rendered } = stack.toTerraform();
  const hasNullDefault = Object.values(rendered.variable ?? {}).some(
    (variable) => isObject(variable) && variable.default === null,
  );
  const unknown = Object.keys(rendered).filter((kind) => !(kind in NAMES));
  return [...unknown, ...(hasNullDefault ? ["variable"] : [])].sort();
}

/** Replaces null, which terranix would omit, by an expression. */
function withNulls(value: unknown): unknown {
  if (value === null) return "${null}";
  if (Array.isArray(value)) return value.map(withNulls);
  return isObject(value) ? mapValues(value, withNulls) : value;
}

/** Changes every block below the given number of labels. */
function mapBlocks(value: unknown, names: number, change: (block: unknown) => unknown): unknown {
  return isObject(value) && names > 0
    ? mapValues(value, (inner) => mapBlocks(inner, names - 1, change))
    : change(value);
}

function withoutNote(block: unknown): unknown {
  if (!isObject(block)) return block;
  const { "//": _, ...attributes } = block;
  return attributes;
}

function withSingleProvisioner(block: unknown): unknown {
  return isObject(block) && "provisioner" in block
    ? { ...block, provisioner: single(block.provisioner) }
    : block;
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function withoutEmpty(blocks: unknown): Attributes {
  return Object.fromEntries(
    Object.entries(blocks ?? {}).filter(
      ([, block]) => !(isObject(block) && Object.keys(block).length === 0),
    ),
  );
}

function mapValues(
  object: Attributes,
  change: (value: unknown, name: string) => unknown,
): Attributes {
  const entries = Object.entries(object);
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value, name)]));
}
