import { isObject, parseJson, valueAt } from "../../constructs/terraform/json";

/** A resource in a state. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether its creation or a provisioner failed. */
  readonly isTainted: boolean;
}

/** The managed resources of a state, by address. */
export type State = ReadonlyMap<string, StateResource>;

/**
 * Reads a state file, or the output of `terraform show -json`.
 *
 * @returns `undefined` if the text is neither; an empty file is a state without resources
 */
export function readState(text: string): State | undefined {
  if (text.trim() === "") return new Map();
  const json = parsed(text);
  if (!isObject(json)) return undefined;
  if (json.format_version !== undefined) return fromShow(json);
  if (json.version !== 4) return undefined;
  return byAddress(listOf(json.resources).flatMap(fromStateFile));
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** `terraform show -json` prints `values` for a state, and the prior state as `prior_state` for a plan. */
function fromShow(json: Readonly<Record<string, unknown>>): State {
  const root =
    valueAt(json, ["values", "root_module"]) ??
    valueAt(json, ["prior_state", "values", "root_module"]);
  return byAddress(moduleResources(root));
}

function moduleResources(module: unknown): readonly StateResource[] {
  if (!isObject(module)) return [];
  const own = listOf(module.resources)
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values, tainted }) => ({
      address: String(address),
      type: String(type),
      values: isObject(values) ? values : {},
      isTainted: tainted === true,
    }));
  return [...own, ...listOf(module.child_modules).flatMap(moduleResources)];
}

function fromStateFile(block: Readonly<Record<string, unknown>>): readonly StateResource[] {
  if (block.mode !== "managed") return [];
  const prefix = typeof block.module === "string" ? `${block.module}.` : "";
  return listOf(block.instances).map((instance) => ({
    address: `${prefix}${block.type}.${block.name}${indexOf(instance.index_key)}`,
    type: String(block.type),
    values: isObject(instance.attributes) ? instance.attributes : {},
    isTainted: instance.status === "tainted",
  }));
}

function indexOf(key: unknown): string {
  return key === undefined || key === null ? "" : `[${JSON.stringify(key)}]`;
}

function byAddress(resources: readonly StateResource[]): State {
  return new Map(resources.map((resource) => [resource.address, resource]));
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
