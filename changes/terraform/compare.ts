import { isDeepStrictEqual } from "node:util";
import type { Configuration, ResourceBlock } from "./configuration";
import { INSTANCES, instanceChanges, instancesIn, instancesOf } from "./instances";
import { formerAddress, isInModule, knownBefore } from "./known";
import { RESOURCE_RULES } from "./rules";
import type { State, StateResource } from "./state";

/** What an apply does to a resource. */
export type ResourceAction =
  | "create"
  | "update"
  | "replace"
  | "destroy"
  | "forget"
  /** It continues to exist, but no stack manages it any more. */
  | "abandon"
  | "import"
  | "move";

/** A changed attribute. */
export interface AttributeChange {
  readonly name: string;
  /** The old value; absent if it was not set. */
  readonly before?: unknown;
  /** The new value; absent if it is no longer set, or if it is known only after the apply. */
  readonly after?: unknown;
  /** Whether the new value is known only after the apply. */
  readonly isUnknown: boolean;
  /** Whether the change replaces the resource. */
  readonly replaces: boolean;
  /** A side effect of the change. */
  readonly effect?: string;
}

/** What an apply does to a resource, and why. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: ResourceAction;
  /** Its former address. */
  readonly movedFrom?: string;
  readonly attributes: readonly AttributeChange[];
  /** The triggers of a replacement other than attributes: an address, or `tainted`. */
  readonly replacedBecauseOf: readonly string[];
  /** Whether a provisioner runs after its creation. */
  readonly runsProvisioner: boolean;
  /** What is lost; set if the resource is destroyed or replaced and holds data or an address. */
  readonly loses?: string;
  /** Whether `prevent_destroy` or delete protection at Hetzner prevents the destruction. */
  readonly isProtected: boolean;
  /** Whether the rules include the type; if not, an update may be a replacement. */
  readonly isTypeKnown: boolean;
}

/** Two configurations of a stack, and its state if available. */
export interface StackComparison {
  readonly before: Configuration | undefined;
  readonly after: Configuration | undefined;
  readonly state?: State | undefined;
}

/** What the next apply does to the resources of a stack, sorted by address; unchanged resources are omitted. */
export function compareStack({ before, after, state }: StackComparison): readonly ResourceChange[] {
  const inState = state && instancesIn(state);
  const known = knownBefore(before, inState);
  const movedFrom = new Map([...(after?.moved ?? [])].map(([from, to]) => [to, from]));
  const changes = new Map<string, ResourceChange>();
  const former = new Map<string, string>();
  for (const address of after?.resources.keys() ?? []) {
    const from = formerAddress(address, movedFrom, known);
    if (from !== undefined) former.set(address, from);
  }
  // A replacement can replace the resources that refer to it, in any order of blocks, so repeat until nothing changes.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const [address, block] of after?.resources ?? []) {
      const change = changeOf(block, former.get(address), { known, changes, after, state });
      if (change === undefined || changes.get(address)?.action === change.action) continue;
      changes.set(address, change);
      isSettled = false;
    }
  }
  for (const block of after?.resources.values() ?? []) {
    const from = former.get(block.address);
    const old = from === undefined ? undefined : known.get(from);
    if (old === undefined) continue;
    const { created, lost } = instanceChanges(old, block, after?.moved, inState);
    for (const address of created) changes.set(address, creationOf({ ...block, address }, after));
    for (const address of lost) {
      changes.set(address, gone({ ...block, address }, { before, after, state }));
    }
  }
  const taken = new Set(former.values());
  for (const [address, block] of known) {
    if (taken.has(address) || after?.resources.has(address)) continue;
    if (isInModule(address, after)) continue;
    changes.set(address, gone(block, { before, after, state }));
  }
  return [...changes.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

interface Surroundings {
  readonly known: ReadonlyMap<string, ResourceBlock>;
  readonly changes: ReadonlyMap<string, ResourceChange>;
  readonly after: Configuration | undefined;
  readonly state: State | undefined;
}

function changeOf(
  block: ResourceBlock,
  from: string | undefined,
  around: Surroundings,
): ResourceChange | undefined {
  const { known, changes, after, state } = around;
  const { address, type } = block;
  const old = from === undefined ? undefined : known.get(from);
  if (old === undefined) return creationOf(block, after);
  const inState = state?.get(from ?? address);
  const attributes = attributeChanges(old, block, inState, around);
  const triggers = [
    ...block.replaceTriggeredBy.filter((trigger) => isTriggered(trigger, changes)),
    ...(inState?.isTainted ? ["tainted"] : []),
  ];
  const isReplaced = triggers.length > 0 || attributes.some(({ replaces }) => replaces);
  const isMoved = from !== address;
  if (!isReplaced && attributes.length === 0 && !isMoved) return undefined;
  const action = isReplaced ? "replace" : attributes.length > 0 ? "update" : "move";
  const loses = isReplaced ? RESOURCE_RULES[type]?.holds : undefined;
  return {
    address,
    type,
    action,
    ...(isMoved && from !== undefined && { movedFrom: from }),
    attributes,
    replacedBecauseOf: triggers,
    runsProvisioner: isReplaced && block.hasProvisioner,
    ...(loses !== undefined && { loses }),
    isProtected: isReplaced && block.preventDestroy,
    isTypeKnown: type in RESOURCE_RULES,
  };
}

function creationOf(
  { address, type, hasProvisioner }: ResourceBlock,
  after: Configuration | undefined,
): ResourceChange {
  const action = after?.imported.has(address) ? "import" : "create";
  return {
    address,
    type,
    action,
    attributes: [],
    replacedBecauseOf: [],
    runsProvisioner: action === "create" && hasProvisioner,
    isProtected: false,
    isTypeKnown: type in RESOURCE_RULES,
  };
}

function attributeChanges(
  old: ResourceBlock,
  block: ResourceBlock,
  inState: StateResource | undefined,
  { changes, after: configuration }: Surroundings,
): readonly AttributeChange[] {
  const { ignored, type } = block;
  const moved = configuration?.moved ?? new Map<string, string>();
  if (ignored === "all" || (old.isOnlyNamed && inState === undefined)) return [];
  const rules = RESOURCE_RULES[type];
  const areInstancesKnown = [old, block].every((one) => instancesOf(one) !== undefined);
  const names = new Set([...Object.keys(old.attributes), ...Object.keys(block.attributes)]);
  return [...names].sort().flatMap((name): readonly AttributeChange[] => {
    if (areInstancesKnown && INSTANCES.includes(name)) return [];
    const isLeftOut = block.attributes[name] === undefined;
    if (ignored.includes(name) || (isLeftOut && rules?.stays?.includes(name))) return [];
    const fallback = rules?.defaults?.[name];
    const after = block.attributes[name] ?? fallback;
    const before = valueInState(inState, name, after) ?? old.attributes[name] ?? fallback;
    const isUnknown = refersToNew(after, changes);
    const isSame = isDeepStrictEqual(meaningOf(atNewAddresses(before, moved)), meaningOf(after));
    if (isSame && !isUnknown) return [];
    const effect = rules?.effects?.[name];
    return [
      {
        name,
        ...(before !== undefined && { before }),
        ...(after !== undefined && !isUnknown && { after }),
        isUnknown,
        replaces: rules?.replaces.includes(name) ?? false,
        ...(effect !== undefined && { effect }),
      },
    ];
  });
}

/** The value in the state, for an attribute with a plain value in the fleet. The state may contain a hash of a secret. */
function valueInState(inState: StateResource | undefined, name: string, after: unknown): unknown {
  const value = inState?.values[name] ?? undefined;
  const isPlain = ["string", "number", "boolean"].includes(typeof after);
  if (!isPlain || typeof value !== typeof after || name === "user_data") return undefined;
  return String(after).includes("${") ? undefined : value;
}

/** A missing value, an empty list and an empty map mean the same to a provider. */
function meaningOf(value: unknown): unknown {
  return value === null || JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}"
    ? undefined
    : value;
}

/** Replaces former addresses in references by the new ones. */
function atNewAddresses(value: unknown, moved: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    return [...moved].reduce(
      (text, [from, to]) => text.replaceAll(`\${${from}.`, `\${${to}.`),
      value,
    );
  }
  if (Array.isArray(value)) return value.map((item) => atNewAddresses(item, moved));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, atNewAddresses(inner, moved)]),
  );
}

const REFERENCE = /\b([a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z_][a-z0-9_]*)/g;

/** Whether a value refers to a resource that is created or replaced. */
function refersToNew(value: unknown, changes: ReadonlyMap<string, ResourceChange>): boolean {
  if (typeof value === "string") {
    if (!value.includes("${")) return false;
    return [...value.matchAll(REFERENCE)].some(([, address = ""]) => {
      const action = changes.get(address)?.action;
      return action === "replace" || action === "create";
    });
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((inner) => refersToNew(inner, changes));
}

/** Whether a trigger applies: any change of a resource, or a change of the named attribute. */
function isTriggered(trigger: string, changes: ReadonlyMap<string, ResourceChange>): boolean {
  const [type, name, attribute] = trigger.split(".");
  const change = changes.get(`${type}.${name}`);
  if (change === undefined) return false;
  if (change.action === "replace") return true;
  if (change.action !== "update") return false;
  return attribute === undefined || change.attributes.some((one) => one.name === attribute);
}

function gone(block: ResourceBlock, { before, after, state }: StackComparison): ResourceChange {
  const { address, type } = block;
  const removed = after?.removed.get(address);
  const isForgotten = removed?.destroy === false;
  const loses = isForgotten ? undefined : lossOf(block, before);
  return {
    address,
    type,
    action: isForgotten ? "forget" : "destroy",
    attributes: [],
    replacedBecauseOf: [],
    runsProvisioner: false,
    ...(loses !== undefined && { loses }),
    isProtected: (state?.get(address)?.values ?? block.attributes).delete_protection === true,
    isTypeKnown: type in RESOURCE_RULES,
  };
}

/**
 * The loss if a resource is destroyed. A type that is not in the table counts only if prevent_destroy
 * protects the resource or a machine is installed on it.
 */
function lossOf(
  { address, type, preventDestroy }: ResourceBlock,
  before: Configuration | undefined,
): string | undefined {
  const holds = RESOURCE_RULES[type]?.holds;
  if (holds !== undefined) return holds;
  if (preventDestroy) return "a resource protected by prevent_destroy";
  const isInstalled = [...(before?.resources.values() ?? [])].some(
    (one) =>
      one.type === "terraform_data" &&
      one.address.startsWith("terraform_data.server-") &&
      String(one.attributes.input).includes(`{${address}.`),
  );
  return isInstalled ? "a server with an installed machine" : undefined;
}
