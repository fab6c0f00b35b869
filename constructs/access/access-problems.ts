import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { parseSshAddress } from "../machine/ssh-address";
import { rolesOf } from "../module/machine-modules";
import { knownOptions } from "./known-options";
import { nixosFirewallProblems } from "./nixos-firewall";
import { accountsWithKeys } from "./ssh-keys";
import { allowsPasswords, DEFAULT_PORT, hasSshd, listensOnlyToItself, sshPorts } from "./sshd";
import { refusedAccount } from "./sshd-refusals";

/** Options that grant access by other means than the fleet's keys: certificates, a command that prints keys. */
const OTHER_WAYS = [
  "services.openssh.settings.TrustedUserCAKeys",
  "services.openssh.settings.AuthorizedKeysCommand",
  "services.openssh.authorizedKeysCommand",
  "services.openssh.authorizedKeysFiles",
];

/** A firewall of the provider in front of a machine. */
export interface ProviderFirewall {
  readonly allow: readonly { readonly protocol: string; readonly port?: number | string }[];
}

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
  yield* loginProblems(machine);
  yield* portProblems(machine);
  if (firewall !== undefined) yield* firewallProblems(machine, firewall, unlockPort);
}

function* loginProblems(machine: NixosMachine): Iterable<Finding> {
  const options = knownOptions(machine);
  if (options.isIncomplete) return;
  const console = rolesOf(machine).some(({ service }) => service.module.name === "emergency-access")
    ? "; emergency access at its console is the only access"
    : "";
  const { user = "root" } = parseSshAddress(machine.targetHost ?? "") ?? {};
  if (!hasSshd(machine)) {
    yield {
      code: "machine-without-sshd",
      summary: `machine has no sshd after its install, so it cannot be updated${console}`,
      value: machine.name,
      allowed: "the server role of an SshdService, or services.openssh.enable in its settings",
      remedy: `add it: new SshdService(fleet, "sshd", { servers: [${machine.name}], clients: [Tag.ALL] })`,
    };
    return;
  }
  if (listensOnlyToItself(machine)) {
    yield {
      code: "sshd-listens-to-itself",
      summary: `sshd of the machine listens on loopback addresses only${console}`,
      value: machine.name,
      allowed:
        "a reachable address in services.openssh.listenAddresses, or an empty listenAddresses",
      remedy: "add the address that you connect to, or accept this for a machine with a tunnel",
    };
  } else yield* reachProblems(machine);
  // Its text may contain any setting of sshd.
  if (options.of("services.openssh.extraConfig").length > 0) return;
  const accounts = accountsWithKeys(machine);
  if (!accounts.has(user) && !hasOtherWay(machine)) {
    yield {
      code: "machine-without-login-key",
      summary: `account ${user}, which updates the machine, has no authorized SSH key${console}`,
      value: machine.name,
      allowed: `a key for ${user}; accounts with keys: ${[...accounts].join(", ") || "none"}`,
      remedy:
        user === "root"
          ? `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [USER] })`
          : `add the users who update the machine to \`authorized\` of the UserAccount of ${user}`,
    };
    return;
  }
  yield* refusedAccount(machine, user);
}

/** Checks that NixOS' own firewall allows connections to sshd. */
function* reachProblems(machine: NixosMachine): Iterable<Finding> {
  const ports = sshPorts(machine);
  const [first] = ports ?? [];
  const { targetHost } = machine;
  const given = targetHost === undefined ? undefined : parseSshAddress(targetHost);
  const port = targetHost === undefined ? first : (given?.port ?? DEFAULT_PORT);
  // portProblems() reports another port; or a router forwards it.
  if (port !== undefined && ports?.includes(port)) yield* nixosFirewallProblems(machine, port);
}

function hasOtherWay(machine: NixosMachine): boolean {
  const options = knownOptions(machine);
  return OTHER_WAYS.some((option) => options.of(option).length > 0) || allowsPasswords(machine);
}

function* portProblems(machine: NixosMachine): Iterable<Finding> {
  const ports = sshPorts(machine);
  const address =
    machine.targetHost === undefined ? undefined : parseSshAddress(machine.targetHost);
  if (ports === undefined || address === undefined || "ProxyJump" in address.options) return;
  const { port = 22 } = address;
  if (ports.includes(port)) return;
  // If the fleet does not set the port, a router may forward another port to it.
  const isSet = knownOptions(machine).of("services.openssh.ports").length > 0;
  yield {
    code: "ssh-port-mismatch",
    ...(!isSet && { severity: "warning" as const }),
    summary: `targetHost uses port ${port}, but sshd of the machine does not listen on it`,
    value: machine.targetHost,
    allowed: `the ports of services.openssh.ports: ${ports.join(", ")}`,
    remedy: `add the port: ${address.host}:${ports[0]}; if a router forwards the port, accept this code`,
  };
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
  const [port] = sshPorts(machine) ?? [];
  if (port !== undefined) add(port, "sshd of the machine listens on it");
  if (unlockPort !== undefined) add(unlockPort, "the disk passphrase is sent to it");
  return needed;
}

function letsIn({ allow }: ProviderFirewall, port: number): boolean {
  if (!Array.isArray(allow)) return true; // The check of the props reports it.
  return allow.some(
    (rule) => rule?.protocol === "tcp" && includesPort(String(rule.port ?? ""), port),
  );
}

function includesPort(range: string, port: number): boolean {
  // "any", or a reference that Terraform resolves.
  if (!/^\d+(-\d+)?$/.test(range)) return true;
  const [first = 0, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}
