import { Token } from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { letsIn } from "../machine/provider-firewall";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";

/** Port of sshd in Hetzner's images, to which the install logs in. */
const SSH_PORT = 22;

/** IPv4 blocks of private networks, tunnels and the host itself, from which nothing comes through the internet. */
const NOT_OF_INTERNET =
  /^(10|127)\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** Checks that the install, which connects to the public IPv4 address of a server, can come through its firewall. */
export function* installSourceProblems(machine: string, firewall: FirewallSpec): Iterable<Finding> {
  // Other checks report a missing list, and rules that lead to no such port.
  if (!Array.isArray(firewall.allow) || !letsIn(firewall, SSH_PORT)) return;
  const rules = firewall.allow.filter((rule) => letsIn({ allow: [rule] }, SSH_PORT));
  if (rules.some(mayLetInstallIn)) return;
  const sources = rules.flatMap(({ from }) => from ?? []);
  yield {
    code: "firewall-shuts-out-ssh",
    summary: `Hetzner's firewall allows port ${SSH_PORT} of the machine only from ${sources.join(", ")}, but the install connects to its public IPv4 address through the internet`,
    value: machine,
    allowed: `a rule that allows tcp to port ${SSH_PORT} from a public IPv4 address`,
    remedy:
      "add the public IPv4 address that you deploy from to `from`; accept this for an installed machine that is reachable in another way",
  };
}

function mayLetInstallIn({ from }: FirewallRuleSpec): boolean {
  if (!Array.isArray(from) || Token.isUnresolved(from)) return true;
  // Another check reports an empty list, and what is no block.
  return from.length === 0 || from.some(mayBePublicIpv4);
}

function mayBePublicIpv4(block: unknown): boolean {
  if (typeof block !== "string" || Token.isUnresolved(block)) return true;
  return !block.includes(":") && !NOT_OF_INTERNET.test(block);
}
