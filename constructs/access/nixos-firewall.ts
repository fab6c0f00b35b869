import { isAttributes, isList, NixExpression } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";
import type { NixosMachine } from "../machine/nixos-machine";
import { rolesOf } from "../module/machine-modules";
import { inForce, UNMARKED } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";
import { optionPorts } from "./sshd";

const FIREWALL = "networking.firewall";

/** Options of the firewall that never allow a TCP connection. Any other option may. */
const HARMLESS = new RegExp(
  `^(networking\\.nftables\\.(enable|check.*)|networking\\.firewall\\.(${[
    "enable",
    "allowPing",
    "(interfaces\\..+\\.)?allowedUDP.*",
    "autoLoadConntrackHelpers",
    "checkReversePath",
    "connectionTrackingModules",
    "extra(Packages|StopCommands|ForwardRules)",
    "filterForward",
    "log.*",
    "pingLimit",
    "rejectPackets",
  ].join("|")}))$`,
);

const PORTS = /^networking\.firewall\.(interfaces\.(?<name>.+)\.)?allowedTCPPorts(\..*)?$/;
const RANGES = /^networking\.firewall\.(interfaces\.(?<name>.+)\.)?allowedTCPPortRanges(\..*)?$/;

/** Clan services that connect to sshd from the machine itself and so bypass the firewall. */
const PAST_FIREWALL = ["tor", "p2p-ssh-iroh"];

/** Reports a port of sshd that NixOS' own firewall certainly blocks. */
export function* nixosFirewallProblems(machine: NixosMachine, port: number): Iterable<Finding> {
  const reason = blockedBecause(machine, port);
  if (reason === undefined) return;
  yield {
    code: "nixos-firewall-shuts-out-ssh",
    summary: `NixOS' firewall blocks port ${port}, on which sshd of the machine listens: ${reason}`,
    value: machine.name,
    allowed: `${port} in networking.firewall.allowedTCPPorts or in allowedTCPPorts of an interface; or an interface in trustedInterfaces`,
    remedy: `set networking.firewall.allowedTCPPorts = [ ${port} ] in its settings, or allowedTCPPorts of the interface that you connect through, such as \`networking.firewall.interfaces."zt+"\``,
  };
}

/** Why NixOS' own firewall certainly blocks a port of sshd; undefined if it may be open. */
export function blockedBecause(machine: Machine, port: number): string | undefined {
  const options = knownOptions(machine);
  const opened = optionPorts(machine);
  if (options.isIncomplete || opened === undefined) return undefined;
  if (isOpenedBySshd(options, opened, port)) return undefined;
  if (mayBeOff(options) || isReachedFromItself(machine)) return undefined;
  if (options.below("networking").some((option) => mayLetIn(options, option, port)))
    return undefined;
  if (options.below("services.firewalld").length > 0 || isPassedByTailscale(options))
    return undefined;
  return reasonFor(options, opened, port);
}

/** Whether clan may connect to sshd from the machine itself. */
export function isReachedFromItself(machine: Machine): boolean {
  return rolesOf(machine).some(({ service: { module } }) => PAST_FIREWALL.includes(module.name));
}

/**
 * Whether Tailscale may accept everything on its interface: it inserts that rule before those of NixOS with iptables,
 * but with nftables those of NixOS count too (https://github.com/NixOS/nixpkgs/issues/490273).
 */
function isPassedByTailscale(options: KnownOptions): boolean {
  const given = inForce(options.definitionsOf("services.tailscale.enable"));
  return (
    given.some(({ value }) => value !== false) &&
    !options.isSetTo("networking.nftables.enable", true)
  );
}

function isOpenedBySshd(options: KnownOptions, opened: readonly number[], port: number): boolean {
  return (
    opened.includes(port) &&
    !options.isSetTo("services.openssh.openFirewall", false) &&
    !isOverridden(options)
  );
}

/** Whether a stronger definition, such as `mkForce`, drops the ports that the module of sshd opens. */
function isOverridden(options: KnownOptions): boolean {
  const definitions = options.definitionsOf(`${FIREWALL}.allowedTCPPorts`);
  return definitions.some(({ isCertain, priority }) => isCertain && priority < UNMARKED);
}

function reasonFor(options: KnownOptions, opened: readonly number[], port: number): string {
  if (!opened.includes(port)) return "services.openssh.ports does not contain it";
  return isOverridden(options)
    ? "networking.firewall.allowedTCPPorts overrides the ports that other modules open"
    : "services.openssh.openFirewall is false";
}

function mayBeOff(options: KnownOptions): boolean {
  return inForce(options.definitionsOf(`${FIREWALL}.enable`)).some(({ value }) => value !== true);
}

function mayLetIn(options: KnownOptions, option: string, port: number): boolean {
  const isSetOfOptions = options.definitionsOf(option).every(({ value }) => isAttributes(value));
  if (HARMLESS.test(option) || isSetOfOptions) return false;
  if (option === `${FIREWALL}.trustedInterfaces`) {
    return lets(options, option, (name) => name !== "lo");
  }
  const [list, range] = [PORTS.exec(option), RANGES.exec(option)];
  const place = list ?? range;
  if (place === null) return true;
  if (place.groups?.name === "lo") return false;
  return list === null
    ? lets(options, option, (one) => includes(one, port))
    : lets(options, option, (one) => one === port);
}

/** Whether an element of a list may match; an expression always may, since only Nix can evaluate it. */
function lets(
  options: KnownOptions,
  option: string,
  isOne: (element: unknown) => boolean,
): boolean {
  return inForce(options.definitionsOf(option)).some(({ value }) => {
    if (!isList<unknown>(value)) return true;
    return value.some((one) => NixExpression.isNixExpression(one) || isOne(one));
  });
}

function includes(range: unknown, port: number): boolean {
  if (!isAttributes(range)) return true;
  const { from, to } = range;
  if (typeof from !== "number" || typeof to !== "number") return true;
  return from <= port && port <= to;
}
