import type { FleetStack } from "../../../constructs";
import { isObject } from "../../../constructs/terraform/json";

type Attributes = { readonly [name: string]: unknown };

/** The kinds of blocks that terranix has options for, and how many names stand above a block of each. */
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

/**
 * What a stack renders to, as a person writes it in terranix: without the notes of cdktf, without provider
 * blocks that set nothing, and with a single block in place of a list of one.
 *
 * @returns `undefined` if the stack has a block of a kind that terranix does not have, such as `moved`
 */
export function terranixModule(stack: FleetStack): Attributes | undefined {
  const { "//": _, ...rendered } = stack.toTerraform();
  if (Object.keys(rendered).some((kind) => !(kind in NAMES))) return undefined;
  const { provider, resource, ...others } = mapValues(rendered, (blocks, kind) =>
    mapBlocks(blocks, NAMES[kind] ?? 0, withoutNote),
  );
  return {
    ...others,
    provider: withoutEmpty(mapBlocks(provider, 1, single)),
    resource: mapBlocks(resource, 2, withSingleProvisioner),
  };
}

/** Whether terranix can express a stack. The errors of one that cannot be rendered are reported elsewhere. */
export function hasTerranixModule(stack: FleetStack): boolean {
  try {
    return terranixModule(stack) !== undefined;
  } catch {
    return false;
  }
}

/** Changes every block below so many names. */
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
