import type { Fleet, Machine } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

/**
 * Runs on the machine itself: here, if this is the machine, and otherwise over ssh. A server is reached at
 * its public address, since the network of the fleet may be what the present generation broke.
 */
export function rollback({ machines, domain }: Fleet, hosted: readonly HostedMachine[]): Recipe {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  return {
    name: "rollback",
    comment: "Return a machine to the generation before its present one",
    parameters: [hostOf(machines)],
    body: `${byMachine(machines, commandOf)}
here=$(uname -n)
if [ "\${here%%.*}" = "$host" ]; then
    sudo sh -c "$command"
    exit
fi
${byMachine(machines, (machine) => destinationOf(machine, domain, servers.has(machine)))}
ssh -t "$@" "sudo sh -c '$command'"`,
  };
}

/** A machine without the upgrade has no unit that the pattern matches, which is no error. */
function commandOf({ machineClass }: Machine): string {
  const command = `/run/current-system/sw/bin/${machineClass}-rebuild switch --rollback`;
  if (machineClass === "darwin") return `command='${command}'`;
  return `# The nightly upgrade would undo it: it rests until the machine restarts.
command='${command} && systemctl stop "nixos-upgrade.time[r]"'`;
}

/** Where ssh reaches a machine: its address, or else the name that its host certificate is for. */
function destinationOf(machine: Machine, domain: string, isHosted: boolean): string {
  const name = `$host.${domain}`;
  if (machine.targetHost !== undefined) {
    // By the variable, so that the machines that people reach alike stand together.
    return `set -- "ssh://${machine.targetHost.replace(`${machine.name}.${domain}`, name)}"`;
  }
  if (!isHosted) return `set -- "root@${name}"`;
  return `address=$(${SERVER_ADDRESS}) || address=${name}
set -- -o "HostKeyAlias=${name}" "root@$address"`;
}
