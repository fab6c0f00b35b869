import type { IConstruct } from "constructs";
import { hasBrand } from "./brand";
import { FleetError } from "./diagnostics/fleet-error";
import type { Fleet } from "./fleet";

export const FLEET = Symbol.for("nix-fleet.Fleet");

/** Whether a value is a fleet, also from another copy of this library. */
export function isFleet(value: unknown): value is Fleet {
  return hasBrand(value, FLEET);
}

/**
 * The fleet that a construct belongs to: the nearest one above it.
 *
 * @throws FleetError if there is none
 */
export function fleetOf(construct: IConstruct): Fleet {
  let current: IConstruct | undefined = construct;
  while (current !== undefined) {
    if (isFleet(current)) return current;
    current = current.node?.scope;
  }
  throw new FleetError(
    `${construct.node?.path || "(app)"} has no Fleet above it\n` +
      "  allowed: a Fleet or a construct below one as the scope\n" +
      "  remedy: pass the fleet or the parent construct: new Tag(fleet, …), new Tag(this, …)",
  );
}
