import { FleetError } from "./fleet-error";
import { formatProblem } from "./problem";

/** Under which each copy of this library finds the one that was loaded before it. */
const LOADED = Symbol.for("nix-fleet.loaded-from");

/**
 * Refuses a second copy of this library in one process. The objects of one are no instances of the other's
 * classes, so that a fleet made with both would be missing from the output, as if it were not declared.
 *
 * @throws FleetError that names both places
 */
function refuseSecondCopy(): void {
  const first: unknown = Reflect.get(globalThis, LOADED) ?? __dirname;
  Reflect.set(globalThis, LOADED, first);
  if (first === __dirname) return;
  throw new FleetError(
    formatProblem({
      what: "two copies of the library are loaded",
      value: [first, __dirname],
      allowed: "one copy for the command, main.ts and everything that it imports",
      remedy: `run the command of ${__dirname}, or import the library from ${String(first)}`,
    }),
  );
}

refuseSecondCopy();
