import type { Fleet } from "../fleet";
import type { Machine } from "../machine";
import { darwinAlternative } from "../service/darwin-services";
import type { Service } from "../service/service";
import { DarwinService } from "./darwin-service";

/** How a machine gets a service. */
export interface MatrixCell {
  readonly machine: Machine;
  /** `clan`: by clan-core's module; `own`: by the fleet's own darwin module; `none`: not at all. */
  readonly by: "clan" | "own" | "none";
  /** The roles that the machine has. */
  readonly roles: readonly string[];
  /** Why it does not get it. */
  readonly reason?: string;
}

/** A service, whichever instances it is made of, and every machine of the fleet. */
export interface MatrixRow {
  readonly service: string;
  readonly cells: readonly MatrixCell[];
}

/** Which machine gets which service, and how; by the name of the service. */
export function serviceMatrix(fleet: Fleet): readonly MatrixRow[] {
  const names = new Set(fleet.services.map(nameOf));
  return [...names].sort().map((service) => {
    const instances = fleet.services.filter((instance) => nameOf(instance) === service);
    return { service, cells: fleet.machines.map((machine) => cellOf(instances, machine)) };
  });
}

/** The Macs' instance of a service goes by the name of the service that it stands in for. */
function nameOf(service: Service): string {
  return service instanceof DarwinService ? service.standsInFor : service.instanceName;
}

function cellOf(instances: readonly Service[], machine: Machine): MatrixCell {
  for (const instance of instances) {
    const roles = instance.roles
      .filter((role) => instance.hasIn(role, machine))
      .map(({ name }) => name);
    if (roles.length > 0) {
      return { machine, by: instance instanceof DarwinService ? "own" : "clan", roles };
    }
  }
  const actsOnClass = instances.some(
    (instance) =>
      darwinAlternative(instance.module.name) !== undefined ||
      instance.roles.some((role) => instance.factsOf(role).classes.includes(machine.machineClass)),
  );
  const reason = actsOnClass ? "not a member" : `does nothing on ${machine.machineClass}`;
  return { machine, by: "none", roles: [], reason };
}
