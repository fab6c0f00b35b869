import { type Configuration, namedBlock, type ResourceBlock } from "./configuration";
import type { Instances } from "./instances";

/** The existing resources: those with instances in the state if available, otherwise those of the last synth. */
export function knownBefore(
  before: Configuration | undefined,
  inState: ReadonlyMap<string, Instances> | undefined,
): ReadonlyMap<string, ResourceBlock> {
  if (inState === undefined) return before?.resources ?? new Map();
  return new Map(
    Array.from(inState.keys(), (address) => [
      address,
      before?.resources.get(address) ?? namedBlock(address),
    ]),
  );
}

/** Whether a resource is in a module of the stack; the resources of modules are not known here. */
export function isInModule(address: string, after: Configuration | undefined): boolean {
  const [, module = ""] = /^module\.([^.[]+)/.exec(address) ?? [];
  return after?.modules.has(module) ?? false;
}

/** The former address of a resource: its own, or one from which `moved` blocks lead to it. */
export function formerAddress(
  address: string,
  movedFrom: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, unknown>,
): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = address; at !== undefined && !seen.has(at); ) {
    if (known.has(at)) return at;
    seen.add(at);
    at = movedFrom.get(at);
  }
  return undefined;
}
