import type { Fleet } from "../fleet";
import { darwinAlternative } from "../inventory/darwin-services";
import type { Service } from "../inventory/service";
import type { Machine } from "../machine/machine";
import { DarwinService } from "./darwin-service";

/** How a machine gets a service. */
export interface MatrixCell {
  readonly machine: Machine;
  /** `clan`: with clan-core's module; `own`: with the fleet's own darwin module; `none`: without the service. */
  readonly by: "clan" | "own" | "none";
  /** The roles of the machine. */
  readonly roles: readonly string[];
  /** Why the machine does not get the service. */
  readonly reason?: string;
}

/** A service with all its instances, and every machine of the fleet. */
export interface MatrixRow {
  readonly service: string;
  readonly cells: readonly MatrixCell[];
}

/** Which machine gets which service, and how, by service name. */
export function serviceMatrix(fleet: Fleet): readonly MatrixRow[] {
  const active = fleet.services.filter(({ isVacant }) => !isVacant);
  const names = new Set(active.map(nameOf));
  return [...names].sort().map((service) => {
    const instances = active.filter((instance) => nameOf(instance) === service);
    return { service, cells: fleet.machines.map((machine) => cellOf(instances, machine)) };
  });
}

/** The instance for Macs is listed under the name of the service that it replaces. */
function nameOf(service: Service): string {
  return DarwinService.isDarwinService(service) ? service.replaces : service.name;
}

function cellOf(instances: readonly Service[], machine: Machine): MatrixCell {
  for (const instance of instances) {
    const roles = instance.roles.filter((role) => role.includes(machine)).map(({ name }) => name);
    if (roles.length > 0) {
      return { machine, by: DarwinService.isDarwinService(instance) ? "own" : "clan", roles };
    }
  }
  const actsOnClass = instances.some(
    (instance) =>
      darwinAlternative(instance.module.name) !== undefined ||
      instance.roles.some((role) => instance.factsOf(role).classes.includes(machine.machineClass)),
  );
  const reason = actsOnClass ? "not a member" : `no effect on ${machine.machineClass}`;
  return { machine, by: "none", roles: [], reason };
}
