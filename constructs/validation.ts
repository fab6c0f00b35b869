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

/** Whether a construct's name, the last part of its id, was taken already when {@link freeId} made that. */
export function isDuplicate({ node }: Construct, name: string): boolean {
  return !node.id.endsWith(`:${name.replaceAll("/", "--")}`);
}

/** The second construct of a name where the first one is meant. */
export function* duplicateProblems(
  construct: Construct,
  kind: string,
  name: string,
): Iterable<Problem> {
  if (!isDuplicate(construct, name)) return;
  const { name: className } = construct.constructor;
  yield {
    what: `${kind} is declared twice`,
    value: name,
    allowed: `one ${className} for each name`,
    remedy: `pass the first ${className} object around instead of making a second one`,
  };
}
