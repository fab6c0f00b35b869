import { TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { elementsOf } from "./elements";
import { isObject } from "./json";
import { resolveTokens } from "./tokens";

type Block = Record<string, unknown>;

const OMIT = "fleet:terranix-omit";
const OVERRIDE = "fleet:terranix-override";
const OMIT_BLOCK = "fleet:terranix-omit-block";

/** Marks a resource that is missing in terranix's JSON. */
export function omitFromTerranix(resource: TerraformResource): void {
  resource.node.addMetadata(OMIT, true);
}

/**
 * Sets values of attributes of a resource or data source in terranix's JSON; `undefined` omits an attribute.
 */
export function overrideForTerranix(
  element: TerraformResource | TerraformDataSource,
  attributes: Block,
): void {
  element.node.addMetadata(OVERRIDE, attributes);
}

/** Adds a block such as `locals.<name>` to a stack, in the default rendering only. */
export function addGuardBlock(
  stack: TerraformStack,
  kind: string,
  name: string,
  block: unknown,
): void {
  stack.addOverride(`${kind}.${name}`, block);
  omitBlockFromTerranix(stack, kind, name);
}

/** Marks a block such as `locals.<name>` that is missing in terranix's JSON. */
export function omitBlockFromTerranix(stack: TerraformStack, kind: string, name: string): void {
  stack.node.addMetadata(OMIT_BLOCK, [kind, name]);
}

/**
 * A stack as terranix renders it from hand-written Nix: without the guards of the default rendering, cdktf's
 * metadata, empty provider blocks and provider versions, and with single blocks as objects.
 *
 * @param json - the default rendering of the stack
 */
export function terranixView(stack: TerraformStack, json: Block): Block {
  const { "//": _, ...view } = json as Block;
  for (const { type, data } of stack.node.metadata) {
    if (type !== OMIT_BLOCK) continue;
    const [kind, name] = data;
    view[kind] = withoutKey(view[kind], name);
  }
  view.resource = marked(stack, TerraformResource, view.resource);
  view.data = marked(stack, TerraformDataSource, view.data);
  view.provider = mapValues(view.provider, unwrapSingle);
  for (const kind of ["data", "resource"]) {
    view[kind] = mapValues(view[kind], (blocks) => mapValues(blocks, plainBlock));
  }
  for (const kind of ["module", "output", "provider", "variable"]) {
    view[kind] = mapValues(view[kind], plainBlock);
  }
  view.provider = withoutEmpty(view.provider);
  return withoutEmpty(view);
}

/** The blocks of a kind with the marks of {@link omitFromTerranix} and {@link overrideForTerranix} applied. */
function marked(
  stack: TerraformStack,
  Kind: typeof TerraformResource | typeof TerraformDataSource,
  all: unknown,
): Block {
  const result = mapValues(all, (blocks) => ({ ...(blocks as Block) }));
  for (const element of elementsOf(stack)) {
    if (!(element instanceof Kind)) continue;
    const blocks = result[element.terraformResourceType] as Block;
    for (const { type, data } of element.node.metadata) {
      if (type === OMIT) delete blocks[element.friendlyUniqueId];
      if (type === OVERRIDE) {
        const attributes = resolveTokens(element, data) as Block;
        const block = { ...(blocks[element.friendlyUniqueId] as Block), ...attributes };
        for (const name of Object.keys(data)) if (data[name] === undefined) delete block[name];
        blocks[element.friendlyUniqueId] = block;
      }
    }
  }
  return withoutEmpty(result);
}

function withoutKey(object: unknown, key: string): Block {
  const { [key]: _, ...others } = (object ?? {}) as Block;
  return others;
}

/** A block without cdktf's metadata, with a single provisioner as an object. */
function plainBlock(block: unknown): unknown {
  if (!isObject(block)) return block;
  const { "//": _, provisioner, ...attributes } = block;
  return provisioner === undefined
    ? attributes
    : { ...attributes, provisioner: unwrapSingle(provisioner) };
}

function unwrapSingle(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function mapValues(object: unknown, map: (value: unknown) => unknown): Block {
  return Object.fromEntries(Object.entries(object ?? {}).map(([key, value]) => [key, map(value)]));
}

/** Removes empty objects: terranix does not write them at this level. */
function withoutEmpty(object: unknown): Block {
  return Object.fromEntries(
    Object.entries(object ?? {}).filter(
      ([, value]) => !(isObject(value) && Object.keys(value).length === 0),
    ),
  );
}
