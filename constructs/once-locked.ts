import type { IConstruct } from "constructs";

/**
 * Caches the result of a function of a construct once the tree is locked and the result cannot change. Until
 * then, each call computes it again.
 */
export function onceLocked<Of extends IConstruct, Result>(
  compute: (construct: Of) => Result,
): (construct: Of) => Result {
  const known = new WeakMap<Of, { readonly result: Result }>();
  return (construct) => {
    const remembered = known.get(construct);
    if (remembered !== undefined) return remembered.result;
    const result = compute(construct);
    if (construct.node.locked) known.set(construct, { result });
    return result;
  };
}
