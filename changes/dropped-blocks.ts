import type { StackChange } from "./compare";
import type { Configuration } from "./terraform/configuration";
import { RESOURCE_RULES } from "./terraform/rules";

/**
 * Notes on `moved` and `removed` blocks that the last synth had and this one does not, if there is no state to tell
 * whether they were applied. Without them, Terraform would destroy what still has its former address.
 */
export function droppedBlockNotes(change: StackChange): readonly string[] {
  const { stack, against, isGone, before, after } = change;
  if (against === "state" || isGone || before === undefined || after === undefined) return [];
  return [
    ...noteOf(stack, "moved", droppedMoves(before, after)),
    ...noteOf(stack, "removed", droppedRemovals(before, after)),
  ];
}

function noteOf(stack: string, block: string, addresses: readonly string[]): readonly string[] {
  const lost = addresses.filter(holdsSomething);
  if (lost.length === 0) return [];
  return [
    `stack ${stack} no longer has a \`${block}\` block for ${lost.join(", ")}: if the last synth was not applied, restore it and apply first; otherwise the next apply destroys what the state still has there`,
  ];
}

function holdsSomething(address: string): boolean {
  const [type = ""] = address.split(".");
  return !(type in RESOURCE_RULES) || RESOURCE_RULES[type]?.holds !== undefined;
}

function droppedMoves(before: Configuration, after: Configuration): readonly string[] {
  return [...before.moved.keys()].filter(
    (from) => !after.moved.has(from) && !isDeclared(from, after),
  );
}

function droppedRemovals(before: Configuration, after: Configuration): readonly string[] {
  return [...before.removed]
    .filter(([from, { destroy }]) => !destroy && !isDeclared(from, after))
    .map(([from]) => from);
}

function isDeclared(address: string, { resources, removed }: Configuration): boolean {
  return resources.has(address) || removed.has(address);
}
