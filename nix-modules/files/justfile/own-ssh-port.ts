import { type Machine, sshPorts } from "../../../constructs";

/** The port of a machine's sshd, if the fleet gives it another one than 22. */
export function ownSshPort(machine: Machine): number | undefined {
  const [port] = sshPorts(machine) ?? [];
  return port === 22 ? undefined : port;
}
