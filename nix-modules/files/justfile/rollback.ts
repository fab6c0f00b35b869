import { DarwinMachine, type Fleet, type Machine } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";

/** Runs on the machine itself: here, if this is the machine, and otherwise over ssh. */
export function rollback({ machines, domain }: Fleet): Recipe {
  return {
    name: "rollback",
    comment: "Return a machine to the generation before its present one",
    parameters: [hostOf(machines)],
    body: `${byMachine(machines, (machine) => programAndPlace(machine, domain))}
here=$(uname -n)
if [ "\${here%%.*}" = "$host" ]; then
    sudo "$rebuild" switch --rollback
else
    ssh -t "$destination" "sudo $rebuild switch --rollback"
fi`,
  };
}

function programAndPlace(machine: Machine, domain: string): string {
  return [
    `destination=${destinationOf(machine, domain)}`,
    `rebuild=/run/current-system/sw/bin/${machine.machineClass}-rebuild`,
  ].join("\n");
}

/** Where ssh reaches a machine: its address, or else the name that its host certificate is for. */
function destinationOf(machine: Machine, domain: string): string {
  if (machine.targetHost !== undefined) return `'ssh://${machine.targetHost}'`;
  const user = machine instanceof DarwinMachine ? machine.primaryUser.name : "root";
  return `ssh://${user}@$host.${domain}`;
}
