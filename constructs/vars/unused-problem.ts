import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { FleetElement } from "../fleet-element";
import { onceLocked } from "../once-locked";

/** Reports a generator or secret that no machine and no module uses. */
export function* unusedProblem(
  kind: "generator" | "secret",
  element: FleetElement,
): Iterable<Finding> {
  if (givenIn(element.fleet).has(element)) return;
  yield {
    code: "vars-unused",
    summary: `${kind} is not used by any machine`,
    value: element.name,
    allowed: `a ${kind} that a machine or a module has`,
    remedy: `add it to \`${kind === "generator" ? "vars" : "secrets"}\`, or remove it`,
  };
}

/** All generators and secrets of machines and modules. */
const givenIn = onceLocked((fleet: Fleet): ReadonlySet<object> => {
  const ofMachines = fleet.machines.flatMap(({ generators, secrets }) => [
    ...generators,
    ...secrets,
  ]);
  const ofModules = fleet.flakeModules.flatMap(({ vars, secrets }) => [...vars, ...secrets]);
  return new Set<object>([...ofMachines, ...ofModules]);
});
