import {
  type DarwinMachine,
  type Fleet,
  internetOf,
  type Machine,
  type NixosMachine,
} from "../../../constructs";
import { shellWord } from "../../../constructs/terraform/shell";
import type { Parameter, Recipe } from "../../justfile";
import { ACTIVATE_DARWIN } from "../scripts";
import { byMachine, hostOf } from "./by-machine";
import { checkHostKey } from "./host-key";
import { ownSshPort } from "./own-ssh-port";
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
 * authorized can connect to it. Otherwise clan finds the machine.
 */
export function activateNixos(
  machines: readonly NixosMachine[],
  fleet: Fleet,
  hosted: readonly HostedMachine[],
): Recipe {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  return {
    name: "activate-nixos",
    comment: "Update a NixOS machine over ssh",
    parameters: [hostOf(machines)],
    body: byMachine(machines, (machine) => {
      if (machine.targetHost !== undefined) return updateAt(machine, machine.targetHost, fleet);
      return servers.has(machine) ? updateServer(machine, fleet) : updateByName(machine, fleet);
    }),
  };
}

const UPDATE = 'clan machines update "$host"';

function updateServer(machine: NixosMachine, fleet: Fleet): string {
  const port = ownSshPort(machine);
  const address = port === undefined ? "$address" : `$address:${port}`;
  const check = keyCheck(machine, fleet, true);
  const update = `target="root@${address}?HostKeyAlias=$host.${fleet.domain}"
${check === "" ? "" : `${check}\n`}${UPDATE} --target-host "$target"`;
  return `if address=$(${SERVER_ADDRESS}); then
${update.replace(/^/gm, "    ")}
else
${updateByName(machine, fleet).replace(/^/gm, "    ")}
fi`;
}

/**
 * In its networks, clan connects to port 22, so a machine with another port is updated at its name. Only the service
 * `internet` has its own port.
 */
function updateByName(machine: NixosMachine, fleet: Fleet): string {
  const port = ownSshPort(machine);
  if (port === undefined || internetOf(machine) !== undefined) return UPDATE;
  const check = keyCheck(machine, fleet, false);
  const address = `root@$host.${fleet.domain}:${port}`;
  if (check === "") return `${UPDATE} --target-host "${address}"`;
  return `target="${address}?"
${check}
${UPDATE} --target-host "$target"`;
}

/** clan takes the address of the inventory by itself, but then with the host keys that the user trusts. */
function updateAt(machine: NixosMachine, targetHost: string, fleet: Fleet): string {
  const check = keyCheck(machine, fleet, false);
  if (check === "") return UPDATE;
  const first = targetHost.includes("?") ? targetHost : `${targetHost}?`;
  return `target=${shellWord(first)}
${check}
${UPDATE} --target-host "$target"`;
}

/** The computer that builds a machine copies to it too, and does not have the files of this one. */
function keyCheck(machine: NixosMachine, fleet: Fleet, isHosted: boolean): string {
  if (machine.buildHost !== undefined) return "";
  const use = 'target="$target&UserKnownHostsFile=$known_hosts"';
  return checkHostKey(machine, fleet, { isHosted, use });
}
