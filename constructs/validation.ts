import type { Construct } from "constructs";
import { formatProblem, type Problem } from "./problem";

/** Adds a check that runs with all others before anything is rendered. */
export function addCheck(construct: Construct, check: () => Iterable<Problem>): void {
  construct.node.addValidation({ validate: () => Array.from(check(), formatProblem) });
}

/**
 * An id for a new child of `scope` that is free even when the user gave one name twice: the tree then
 * stays complete, and the double name is reported together with all other errors.
 */
export function freeId(scope: Construct, name: string): string {
  if (scope.node.tryFindChild(name) === undefined) return name;
  let count = 2;
  while (scope.node.tryFindChild(`${name}#${count}`) !== undefined) count += 1;
  return `${name}#${count}`;
}

/** Whether a construct's name was taken already when {@link freeId} made its id. */
export function isDuplicate(construct: Construct): boolean {
  return /#\d+$/.test(construct.node.id);
}
