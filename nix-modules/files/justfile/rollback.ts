import type { Fleet, Machine } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";
import { setDestination } from "./destination";
import type { HostedMachine } from "./server-address";

/** Runs locally if this is the machine, otherwise over ssh. */
export function rollback(fleet: Fleet, hosted: readonly HostedMachine[]): Recipe {
  const { machines } = fleet;
  return {
    name: "rollback",
    comment: "Roll a machine back to the previous generation",
    parameters: [hostOf(machines)],
    body: `${byMachine(machines, commandOf)}
here=$(uname -n)
if [ "\${here%%.*}" = "$host" ]; then
    sudo sh -c "$command"
    exit
fi
${setDestination(machines, fleet, hosted)}
ssh -t "$@" "sudo sh -c '$command'"`,
  };
}

/** Without the auto-upgrade, the pattern matches no unit, which is not an error. */
function commandOf({ machineClass }: Machine): string {
  const command = `/run/current-system/sw/bin/${machineClass}-rebuild switch --rollback`;
  if (machineClass === "darwin") return `command='${command}'`;
  return `# Stop the auto-upgrade timer, so that it does not undo the rollback before the next reboot.
command='${command} && systemctl stop "nixos-upgrade.time[r]"'`;
}
