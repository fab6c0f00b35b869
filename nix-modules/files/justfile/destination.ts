import { type Fleet, type Machine, sshPorts } from "../../../constructs";
import { parseSshAddress } from "../../../constructs/machine/ssh-address";
import { shellWord } from "../../../constructs/terraform/shell";
import { byMachine } from "./by-machine";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

/**
 * Shell that sets the arguments of ssh to those that reach `$host`. A server is reached at its public address:
 * the network of the fleet may not work.
 */
export function setDestination(
  machines: readonly Machine[],
  { domain }: Fleet,
  hosted: readonly HostedMachine[],
): string {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  return byMachine(machines, (machine) => destinationOf(machine, domain, servers.has(machine)));
}

/** The address of the machine, or else the name that its host certificate is for. */
function destinationOf(machine: Machine, domain: string, isHosted: boolean): string {
  const name = `$host.${domain}`;
  if (machine.targetHost !== undefined) {
    // With the variable in place of the name, machines that differ in their names only share one branch.
    return `set -- ${sshWords(machine.targetHost, `${machine.name}.${domain}`, name)}`;
  }
  const port = ownSshPort(machine);
  const atPort = port === undefined ? "" : `-p ${port} `;
  if (!isHosted) return `set -- ${atPort}"root@${name}"`;
  return `address=$(${SERVER_ADDRESS}) || address=${name}
set -- ${atPort}-o "HostKeyAlias=${name}" "root@$address"`;
}

/** The port of a machine's sshd, if the fleet gives it another one than 22. */
export function ownSshPort(machine: Machine): number | undefined {
  const [port] = sshPorts(machine) ?? [];
  return port === 22 ? undefined : port;
}

/** An address as clan takes it, as arguments of ssh. */
function sshWords(targetHost: string, name: string, variable: string): string {
  const address = parseSshAddress(targetHost);
  if (address === undefined) return word(targetHost); // It was refused.
  const { user = "root", host, port, options } = address;
  return [
    ...Object.entries(options).map(([option, value]) => `-o ${word(`${option}=${value}`)}`),
    ...(port === undefined ? [] : [`-p ${port}`]),
    host === name ? `"${user}@${variable}"` : word(`${user}@${host}`),
  ].join(" ");
}

/** One word for a shell, without quotes where it needs none. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}
