import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { parseSshAddress } from "../machine/ssh-address";
import { rolesOf } from "../module/machine-modules";
import { knownOptions } from "./known-options";
import { nixosFirewallProblems } from "./nixos-firewall";
import { accountsWithKeys } from "./ssh-keys";
import { allowsPasswords, DEFAULT_PORT, hasSshd, listensOnlyToItself, sshPorts } from "./sshd";
import { refusedAccount } from "./sshd-refusals";

/** Ways to let somebody in that are no keys of the fleet: certificates, a program that answers with keys. */
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

/** What stands between a person and a machine, beside the machine itself. */
export interface Surroundings {
  /** The provider's firewall in front of it. @default - none */
  readonly firewall?: ProviderFirewall | undefined;
  /** Where it takes the passphrase of its disk while it starts. @default - it needs none */
  readonly unlockPort?: number | undefined;
}

/**
 * Whether anybody can get in to a machine that a stack installs. What the fleet does not read, such as files that a
 * person wrote, may open it, so then only what shuts it for certain is reported.
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
    ? "; emergency access at its console is the only way in"
    : "";
  const { user = "root" } = parseSshAddress(machine.targetHost ?? "") ?? {};
  if (!hasSshd(machine)) {
    yield {
      code: "machine-without-sshd",
      summary: `machine has no sshd after its install, so nobody updates it${console}`,
      value: machine.name,
      allowed: "the server role of an SshdService, or services.openssh.enable in its settings",
      remedy: `add it: new SshdService(fleet, "sshd", { servers: [${machine.name}], clients: [Tag.ALL] })`,
    };
    return;
  }
  if (listensOnlyToItself(machine)) {
    yield {
      code: "sshd-listens-to-itself",
      summary: `sshd of the machine listens at addresses of the machine itself only${console}`,
      value: machine.name,
      allowed: "an address in services.openssh.listenAddresses that others reach, or none at all",
      remedy: "add the address by which you come in, or accept this for a machine with a tunnel",
    };
  } else yield* reachProblems(machine);
  // Its text may hold any setting of sshd.
  if (options.of("services.openssh.extraConfig").length > 0) return;
  const accounts = accountsWithKeys(machine);
  if (!accounts.has(user) && !hasOtherWay(machine)) {
    yield {
      code: "machine-without-login-key",
      summary: `nobody's key opens the account ${user}, which updates the machine${console}`,
      value: machine.name,
      allowed: `a key for ${user}; keys are there for: ${[...accounts].join(", ") || "no account"}`,
      remedy:
        user === "root"
          ? `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [USER] })`
          : `give the UserAccount of ${user} the keys of those who update it, \`authorized\``,
    };
    return;
  }
  yield* refusedAccount(machine, user);
}

/** Whether what NixOS itself has in front of sshd lets somebody in. */
function* reachProblems(machine: NixosMachine): Iterable<Finding> {
  const ports = sshPorts(machine);
  const [first] = ports ?? [];
  const { targetHost } = machine;
  const given = targetHost === undefined ? undefined : parseSshAddress(targetHost);
  const port = targetHost === undefined ? first : (given?.port ?? DEFAULT_PORT);
  // Another port is reported elsewhere, or a router forwards it.
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
  // Of a port that nobody set, a router may forward another one.
  const isSet = knownOptions(machine).of("services.openssh.ports").length > 0;
  yield {
    code: "ssh-port-mismatch",
    ...(!isSet && { severity: "warning" as const }),
    summary: `targetHost asks port ${port}, where sshd of the machine does not listen`,
    value: machine.targetHost,
    allowed: `the ports of services.openssh.ports: ${ports.join(", ")}`,
    remedy: `write the port, as in ${address.host}:${ports[0]}; for a port that a router forwards accept this by name`,
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
      summary: `firewall in front of the machine lets nothing in at port ${port}: ${reasons.join("; ")}`,
      value: machine.name,
      allowed: `a rule that lets tcp in at ${port} from where you deploy`,
      remedy: `add { protocol: "tcp", port: ${port} } to \`allow\`, with \`from\` for your own addresses`,
    };
  }
}

/** The ports that a person needs, and what for. */
function neededPorts(
  machine: NixosMachine,
  unlockPort: number | undefined,
): ReadonlyMap<number, readonly string[]> {
  const needed = new Map([[DEFAULT_PORT, ["the install logs in to the image there"]]]);
  const add = (port: number, reason: string) =>
    needed.set(port, [...(needed.get(port) ?? []), reason]);
  const [port] = sshPorts(machine) ?? [];
  if (port !== undefined) add(port, "sshd of the machine listens there");
  if (unlockPort !== undefined) add(unlockPort, "the passphrase of the disk is sent there");
  return needed;
}

function letsIn({ allow }: ProviderFirewall, port: number): boolean {
  if (!Array.isArray(allow)) return true; // Reported elsewhere.
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
