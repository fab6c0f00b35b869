import { isObject, valueAt } from "../../constructs/terraform/json";

/** A resource as a state has it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether its creation, or what ran after it, failed. */
  readonly isTainted: boolean;
}

/**
 * The managed resources of a state file, or of what `terraform show -json` prints.
 *
 * @returns `undefined` if the text is neither; an empty file is a state without resources
 */
export function readState(text: string): readonly StateResource[] | undefined {
  if (text.trim() === "") return [];
  const json = parsed(text);
  if (!isObject(json)) return undefined;
  if (json.format_version !== undefined)
    return resourcesOf(valueAt(json, ["values", "root_module"]));
  return json.version === 4 ? listOf(json.resources).flatMap(fromBlock) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resourcesOf(module: unknown): readonly StateResource[] {
  if (!isObject(module)) return [];
  const own = listOf(module.resources)
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values, tainted }) => ({
      address: String(address),
      type: String(type),
      values: isObject(values) ? values : {},
      isTainted: tainted === true,
    }));
  return [...own, ...listOf(module.child_modules).flatMap(resourcesOf)];
}

function fromBlock(block: Readonly<Record<string, unknown>>): readonly StateResource[] {
  const { mode, module, type, name } = block;
  if (mode !== "managed") return [];
  return listOf(block.instances).map(({ attributes, status, index_key: key }) => ({
    address: `${typeof module === "string" ? `${module}.` : ""}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
    type: String(type),
    values: isObject(attributes) ? attributes : {},
    isTainted: status === "tainted",
  }));
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
