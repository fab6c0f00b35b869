import type { StackChange } from "./compare";
import type { Configuration } from "./terraform/configuration";
import { RESOURCE_RULES } from "./terraform/rules";

/**
 * Notes on `moved` and `removed` blocks and on modules that the last synth had and this one does not, if no state tells
 * what was applied. Terraform would destroy what still has a former address, and what is in such a module.
 */
export function droppedBlockNotes(change: StackChange): readonly string[] {
  const { stack, against, isGone, before, after } = change;
  if (against === "state" || isGone || before === undefined || after === undefined) return [];
  return [
    ...noteOf(stack, "moved", droppedMoves(before, after)),
    ...noteOf(stack, "removed", droppedRemovals(before, after)),
    ...droppedModules(before, after).map(
      (module) =>
        `stack ${stack} no longer has module ${module}, and the next apply destroys what is in it: before it, look with npx fleet diff --state ${stack}=FILE`,
    ),
  ];
}

function noteOf(stack: string, block: string, addresses: readonly string[]): readonly string[] {
  const lost = addresses.filter(holdsSomething);
  if (lost.length === 0) return [];
  return [
    `stack ${stack} no longer has a \`${block}\` block for ${lost.join(", ")}: if the last synth was not applied, restore it and apply first; otherwise the next apply destroys what the state still has there`,
  ];
}

/** The modules that are gone, of whose resources only a state knows. */
function droppedModules(before: Configuration, after: Configuration): readonly string[] {
  const isGivenUp = (address: string) => after.moved.has(address) || after.removed.has(address);
  return [...before.modules].filter(
    (name) => !after.modules.has(name) && !isGivenUp(`module.${name}`),
  );
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
