import type { IConstruct } from "constructs";

/**
 * Remembers a function of a construct as soon as the tree is locked, when the result cannot change any
 * more. Before, each call computes it anew.
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
