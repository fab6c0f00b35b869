import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import type { NixosMachine } from "../machine/nixos-machine";
import { parseSshAddress } from "../machine/ssh-address";
import { rolesOf } from "../module/machine-modules";
import { isOff, knownOptions, mayBeTrue } from "./known-options";
import { accountsWithKeys } from "./ssh-keys";

/** Where sshd of Hetzner's images listens, which the install logs in to. */
const INSTALL_PORT = 22;

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
  const accounts = accountsWithKeys(machine);
  if (!accounts.has(user) && !allowsPasswords(machine)) {
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
  }
}

function hasSshd(machine: NixosMachine): boolean {
  const enable = knownOptions(machine).of("services.openssh.enable");
  if (isOff(enable)) return false;
  const isServer = rolesOf(machine).some(
    ({ name, service: { module } }) =>
      (module.name === "sshd" && name === "server") || module.name === "admin",
  );
  return isServer || mayBeTrue(enable);
}

function allowsPasswords(machine: NixosMachine): boolean {
  const options = knownOptions(machine);
  return [
    "services.openssh.settings.PasswordAuthentication",
    "services.openssh.passwordAuthentication",
  ].some((option) => mayBeTrue(options.of(option)));
}

/** The ports of a machine's sshd; undefined if an expression decides. */
export function sshPorts(machine: Machine): readonly number[] | undefined {
  const values = knownOptions(machine).of("services.openssh.ports");
  const lists = values.filter((value) => Array.isArray(value));
  if (values.length === 0) return [INSTALL_PORT];
  const ports: unknown[] = lists.flat();
  if (lists.length === 0 || !ports.every((port) => typeof port === "number")) return undefined;
  return ports;
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
  const needed = new Map([[INSTALL_PORT, ["the install logs in to the image there"]]]);
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
