import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { letsIn, type ProviderFirewall } from "../machine/provider-firewall";
import { parseSshAddress } from "../machine/ssh-address";
import { rolesOf } from "../module/machine-modules";
import { Account } from "./account";
import { accountProblems, refusalProblems } from "./account-problems";
import { internetOf } from "./internet";
import { knownOptions } from "./known-options";
import { isReachedFromItself, nixosFirewallProblems } from "./nixos-firewall";
import { sshPort } from "./ssh-port";
import { DEFAULT_PORT, hasSshd, listensOnlyToItself, missingSshd, sshPorts } from "./sshd";

/** Conditions outside a machine that decide whether ssh reaches it. */
export interface Surroundings {
  /** The provider's firewall. @default - none */
  readonly firewall?: ProviderFirewall | undefined;
  /** Port of the initrd's sshd, which takes the disk passphrase at boot. @default - the disk needs no passphrase */
  readonly unlockPort?: number | undefined;
}

/**
 * Checks that an administrator can log in to a machine after a stack has installed it. Files that the fleet does not
 * read, such as hand-written modules, may grant access too; then only settings that certainly deny it are reported.
 */
export function* accessProblems(
  machine: NixosMachine,
  { firewall, unlockPort }: Surroundings,
): Iterable<Finding> {
  yield* loginProblems(machine, "after its install");
  yield* portProblems(machine);
  if (firewall !== undefined) yield* firewallProblems(machine, firewall, unlockPort);
}

/**
 * Checks that an administrator can still log in to a machine that no stack installs. A router may forward the port of
 * `targetHost`. Without `targetHost`, the machine may be updated at its own keyboard.
 */
export function* updateProblems(machine: NixosMachine): Iterable<Finding> {
  if (machine.targetHost !== undefined) {
    yield* loginProblems(machine, "after its next update");
    if (isPortSet(machine)) yield* portProblems(machine);
  } else if (!knownOptions(machine).isIncomplete && hasSshd(machine)) {
    const { user = "root" } = internetOf(machine) ?? {};
    for (const finding of refusalProblems(machine, new Account(machine, user))) {
      yield { ...finding, severity: "warning" };
    }
  }
}

/** The account with which clan and the recipes update a machine. */
function updaterOf(machine: NixosMachine): Account {
  const { user = "root" } = parseSshAddress(machine.targetHost ?? "") ?? {};
  return new Account(machine, user);
}

function* loginProblems(machine: NixosMachine, when: string): Iterable<Finding> {
  if (knownOptions(machine).isIncomplete) return;
  const console = rolesOf(machine).some(({ service }) => service.module.name === "emergency-access")
    ? "; emergency access at its console is the only access"
    : "";
  const missing = missingSshd(machine);
  if (missing !== undefined) {
    yield {
      code: "machine-without-sshd",
      summary: `machine has no sshd ${when}, so it cannot be updated: ${missing}${console}`,
      value: machine.name,
      allowed: "the server role of an SshdService, or services.openssh.enable in its settings",
      remedy: `remove a setting that turns it off, or add new SshdService(fleet, "sshd", { servers: [${machine.name}], clients: [Tag.ALL] })`,
    };
    return;
  }
  if (listensOnlyToItself(machine) && !isReachedFromItself(machine)) {
    yield {
      code: "sshd-listens-to-itself",
      summary: `sshd of the machine listens on loopback addresses only${console}`,
      value: machine.name,
      allowed:
        "a reachable address in services.openssh.listenAddresses, or an empty listenAddresses",
      remedy: "add the address that you connect to, or accept this for a machine with a tunnel",
    };
  } else {
    // portProblems() reports another port; or a router forwards it.
    const port = usedPort(machine);
    if (port !== undefined) yield* nixosFirewallProblems(machine, port);
  }
  yield* accountProblems(machine, updaterOf(machine), console);
}

/** The port of sshd that clan and the recipes use; undefined if it is unknown or not a port of sshd. */
function usedPort(machine: NixosMachine): number | undefined {
  const { targetHost } = machine;
  if (targetHost === undefined) return sshPort(machine);
  const port = parseSshAddress(targetHost)?.port ?? DEFAULT_PORT;
  return sshPorts(machine)?.includes(port) ? port : undefined;
}

function* portProblems(machine: NixosMachine): Iterable<Finding> {
  const ports = sshPorts(machine);
  const address =
    machine.targetHost === undefined ? undefined : parseSshAddress(machine.targetHost);
  if (ports === undefined || address === undefined || "ProxyJump" in address.options) return;
  const { port = 22 } = address;
  if (ports.includes(port)) return;
  yield {
    code: "ssh-port-mismatch",
    // If the fleet does not set the port, a router may forward another port to it.
    ...(!isPortSet(machine) && { severity: "warning" as const }),
    summary: `targetHost uses port ${port}, but sshd of the machine does not listen on it`,
    value: machine.targetHost,
    allowed: `the ports of services.openssh.ports: ${ports.join(", ")}`,
    remedy: `add the port: ${address.host}:${ports[0]}; if a router forwards the port, accept this code`,
  };
}

function isPortSet(machine: NixosMachine): boolean {
  return knownOptions(machine).of("services.openssh.ports").length > 0;
}

function* firewallProblems(
  machine: NixosMachine,
  firewall: ProviderFirewall,
  unlockPort: number | undefined,
): Iterable<Finding> {
  for (const [port, reasons] of neededPorts(machine, unlockPort)) {
    if (letsIn(firewall, port)) continue;
    yield {
      code: "firewall-shuts-out-ssh",
      summary: `the provider's firewall blocks port ${port} of the machine: ${reasons.join("; ")}`,
      value: machine.name,
      allowed: `a rule that allows tcp to port ${port} from the addresses that you deploy from`,
      remedy: `add { protocol: "tcp", port: ${port} } to \`allow\`, with your own addresses as \`from\``,
    };
  }
}

/** The ports that an administrator needs, each with its reasons. */
function neededPorts(
  machine: NixosMachine,
  unlockPort: number | undefined,
): ReadonlyMap<number, readonly string[]> {
  const needed = new Map([[DEFAULT_PORT, ["the install logs in to the image on it"]]]);
  const add = (port: number, reason: string) =>
    needed.set(port, [...(needed.get(port) ?? []), reason]);
  const port = usedPort(machine) ?? sshPort(machine);
  if (port !== undefined) add(port, "sshd of the machine listens on it");
  if (unlockPort !== undefined) add(unlockPort, "the disk passphrase is sent to it");
  return needed;
}
