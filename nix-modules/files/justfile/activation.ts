import type { DarwinMachine, Fleet, Machine, NixosMachine } from "../../../constructs";
import type { Parameter, Recipe } from "../../justfile";
import { ACTIVATE_DARWIN } from "../scripts";
import { byMachine, hostOf } from "./by-machine";
import { ownSshPort } from "./destination";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

const ACTION: Parameter = { name: "action", oneOf: ["switch", "check"], default: "switch" };

/** @param machines - all machines of the fleet: activation fails on a Mac with the name of another machine */
export function activateDarwin(
  macs: readonly DarwinMachine[],
  machines: readonly Machine[],
): Recipe {
  const serialNumbers = byMachine(macs, ({ serialNumber }) =>
    serialNumber === undefined ? "" : `export SERIAL_NUMBER=${serialNumber}`,
  );
  const names = machines.map(({ name }) => name).sort();
  return {
    name: "activate-darwin",
    comment: "Activate this Mac; the action `check` only checks whether activation is possible",
    parameters: [hostOf(macs), ACTION],
    body: `export MACHINE="$host" MODE="$action" CLAN_DIR="$PWD"
export OTHER_MACHINES='${names.join(" ")}'
${serialNumbers}${serialNumbers && "\n"}sh ${ACTIVATE_DARWIN}`,
  };
}

/**
 * A server is updated at its public address: in the fleet's network, only machines that the controller has already
 * authorized can connect to it. Without a local state, clan finds the machine.
 */
export function activateNixos(
  machines: readonly NixosMachine[],
  { domain }: Fleet,
  hosted: readonly HostedMachine[],
): Recipe {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  const update = 'clan machines update "$host"';
  const atAddress = (machine: NixosMachine) => {
    const port = ownSshPort(machine);
    const address = port === undefined ? "$address" : `$address:${port}`;
    return `if address=$(${SERVER_ADDRESS}); then
    ${update} --target-host "root@${address}?HostKeyAlias=$host.${domain}"
else
    ${update}
fi`;
  };
  return {
    name: "activate-nixos",
    comment: "Update a NixOS machine over ssh",
    parameters: [hostOf(machines)],
    body: byMachine(machines, (machine) =>
      machine.targetHost === undefined && servers.has(machine) ? atAddress(machine) : update,
    ),
  };
}
