import type { ServerFacts } from "../machine/hardware";
import type { Machine } from "../machine/machine";
import { NixosMachine } from "../machine/nixos-machine";
import { letsIn } from "../machine/provider-firewall";
import { blockedBecause } from "./nixos-firewall";
import { sshPorts } from "./sshd";

/**
 * The port of a machine's sshd to connect to: the first one that no firewall blocks, otherwise the first one; undefined
 * if the ports depend on an expression.
 */
export function sshPort(machine: Machine): number | undefined {
  const ports = sshPorts(machine) ?? [];
  return ports.find((port) => isOpen(machine, port)) ?? ports[0];
}

function isOpen(machine: Machine, port: number): boolean {
  if (!NixosMachine.isNixosMachine(machine)) return true;
  const server: ServerFacts | undefined = machine.server;
  const isLetIn = server?.firewall === undefined || letsIn(server.firewall, port);
  return isLetIn && blockedBecause(machine, port) === undefined;
}
