import type { Fleet } from "../../../constructs";
import { importedBy } from "../../../constructs/module/machine-modules";
import type { Recipe } from "../../justfile";
import { PENDING_REBOOT } from "../static-modules";
import { hostOf } from "./by-machine";
import { setDestination } from "./destination";
import type { HostedMachine } from "./server-address";

/** A recipe for machines with the program `pending-reboot`; none if no machine has it. */
export function pendingRebootRecipes(
  fleet: Fleet,
  hosted: readonly HostedMachine[],
): readonly Recipe[] {
  const machines = fleet.machines.filter((machine) =>
    importedBy(machine).some(
      (module) => module.kind === "generated-module" && module.name === PENDING_REBOOT,
    ),
  );
  if (machines.length === 0) return [];
  return [
    {
      name: "pending-reboot",
      comment: "Print why a machine needs a reboot, if it does",
      parameters: [hostOf(machines)],
      body: `${setDestination(machines, fleet, hosted)}
ssh "$@" pending-reboot`,
    },
  ];
}
