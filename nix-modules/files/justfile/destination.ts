import { type Fleet, type Machine, sshPorts } from "../../../constructs";
import { parseSshAddress } from "../../../constructs/machine/ssh-address";
import { shellWord } from "../../../constructs/terraform/shell";
import { byMachine } from "./by-machine";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

/**
 * Shell code that sets the positional parameters to the ssh arguments for `$host`. A server is reached at its public
 * address, because the fleet's network may not work.
 */
export function setDestination(
  machines: readonly Machine[],
  { domain }: Fleet,
  hosted: readonly HostedMachine[],
): string {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  return byMachine(machines, (machine) => destinationOf(machine, domain, servers.has(machine)));
}

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

/** The port of a machine's sshd, if it is not 22. */
export function ownSshPort(machine: Machine): number | undefined {
  const [port] = sshPorts(machine) ?? [];
  return port === 22 ? undefined : port;
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
