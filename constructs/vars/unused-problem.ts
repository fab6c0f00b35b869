import type { Fleet } from "../fleet";
import type { Problem } from "../problem";

/** A generator or secret that no machine and no module has does nothing. */
export function* unusedProblem(
  kind: "generator" | "secret",
  thing: { readonly name: string },
  given: readonly object[],
): Iterable<Problem> {
  if (given.includes(thing)) return;
  yield {
    what: `${kind} is given to no machine`,
    value: thing.name,
    allowed: `a ${kind} that a machine or a module has`,
    remedy: `add it to \`${kind === "generator" ? "vars" : "secrets"}\`, or remove it`,
  };
}

/** All generators and secrets that the fleet's machines and modules have. */
export function givenIn(fleet: Fleet): readonly object[] {
  return [...fleet.machines, ...fleet.flakeModules].flatMap(({ vars, secrets }) => [
    ...vars,
    ...secrets,
  ]);
}
