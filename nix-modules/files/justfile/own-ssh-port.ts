import { type Machine, sshPort } from "../../../constructs";

/** The port to connect to, if it is not 22. */
export function ownSshPort(machine: Machine): number | undefined {
  const port = sshPort(machine);
  return port === 22 ? undefined : port;
}
