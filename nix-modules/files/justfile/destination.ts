import type { Fleet, Machine } from "../../../constructs";
import { parseSshAddress } from "../../../constructs/machine/ssh-address";
import { shellWord } from "../../../constructs/terraform/shell";
import { byMachine } from "./by-machine";
import { checkHostKey } from "./host-key";
import { ownSshPort } from "./own-ssh-port";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

/**
 * Shell code that sets the positional parameters to the ssh arguments for `$host`. A server is reached at its public
 * address, because the fleet's network may not work.
 */
export function setDestination(
  machines: readonly Machine[],
  fleet: Fleet,
  hosted: readonly HostedMachine[],
): string {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  const destination = byMachine(machines, (machine) =>
    destinationOf(machine, fleet.domain, servers.has(machine)),
  );
  const check = byMachine(machines, (machine) =>
    checkHostKey(machine, fleet, { isHosted: servers.has(machine), use: WITH_KNOWN_HOSTS }),
  );
  return check === "" ? destination : `${destination}\n${check}`;
}

const WITH_KNOWN_HOSTS = 'set -- -o "UserKnownHostsFile=$known_hosts" "$@"';

/** The address of the machine, otherwise the name in its host certificate. */
function destinationOf(machine: Machine, domain: string, isHosted: boolean): string {
  const name = `$host.${domain}`;
  if (machine.targetHost !== undefined) {
    // With the variable instead of the name, machines that differ only in their names share one branch.
    return `set -- ${sshWords(machine.targetHost, `${machine.name}.${domain}`, name)}`;
  }
  const port = ownSshPort(machine);
  const atPort = port === undefined ? "" : `-p ${port} `;
  if (!isHosted) return `set -- ${atPort}"root@${name}"`;
  return `address=$(${SERVER_ADDRESS}) || address=${name}
set -- ${atPort}-o "HostKeyAlias=${name}" "root@$address"`;
}

/** The ssh arguments for an address in clan's format. */
function sshWords(targetHost: string, name: string, variable: string): string {
  const address = parseSshAddress(targetHost);
  if (address === undefined) return word(targetHost); // A check refuses it.
  const { user = "root", host, port, options } = address;
  return [
    ...Object.entries(options).map(([option, value]) => `-o ${word(`${option}=${value}`)}`),
    ...(port === undefined ? [] : [`-p ${port}`]),
    host === name ? `"${user}@${variable}"` : word(`${user}@${host}`),
  ].join(" ");
}

/** A shell word, quoted only if necessary. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}
