import { Token } from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { LIMITS } from "./catalogue/limits";
import { isCidrBlock, isStartOfBlock } from "./cidr-block";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";

/** Checks the rules of a firewall. */
export function* firewallProblems({ allow }: FirewallSpec): Iterable<Finding> {
  // The list can be missing in JavaScript.
  if (!Array.isArray(allow)) {
    yield {
      code: "firewall-without-rules",
      summary: "firewall has no list of rules",
      value: allow ?? null,
      allowed:
        'a list such as [{ protocol: "tcp", port: 22 }]; an empty list blocks all incoming traffic',
      remedy: "set `allow`; without a firewall, Hetzner allows all incoming traffic",
    };
    return;
  }
  yield* limitProblems(allow);
  for (const rule of allow) {
    yield* ruleLimitProblems(rule);
    yield* portProblems(rule);
    yield* sourceProblems(rule);
  }
}

function* limitProblems(rules: readonly FirewallRuleSpec[]): Iterable<Finding> {
  const { firewallRules, effectiveFirewallRules } = LIMITS;
  const effective = rules
    .map(({ from }) => (Array.isArray(from) ? from.length : 2))
    .reduce((sum, sources) => sum + sources, 0);
  const isTooMany = rules.length > firewallRules;
  if (!isTooMany && effective <= effectiveFirewallRules) return;
  yield {
    code: "too-many-firewall-rules",
    summary: isTooMany
      ? "firewall has more rules than Hetzner allows"
      : "firewall has more sources in its rules than Hetzner allows",
    value: isTooMany ? rules.length : effective,
    allowed: `up to ${firewallRules} rules, with ${effectiveFirewallRules} sources in all of them`,
    remedy: "merge ports into ranges and sources into larger blocks, or use the NixOS firewall",
  };
}

function* ruleLimitProblems({ protocol, from, description }: FirewallRuleSpec): Iterable<Finding> {
  const { sourcesPerRule, ruleDescription } = LIMITS;
  if (Array.isArray(from) && from.length > sourcesPerRule) {
    yield {
      code: "too-many-firewall-rules",
      summary: `firewall rule for ${protocol} has more sources than Hetzner allows`,
      value: from.length,
      allowed: `up to ${sourcesPerRule} sources in a rule`,
      remedy: "divide them among several rules, or merge them into larger blocks",
    };
  }
  if (description !== undefined && !Token.isUnresolved(description)) {
    const { length } = description;
    if (length <= ruleDescription) return;
    yield {
      code: "firewall-description-too-long",
      summary: `description of the firewall rule for ${protocol} is longer than Hetzner allows`,
      value: length,
      allowed: `up to ${ruleDescription} characters`,
      remedy: "shorten `description`",
    };
  }
}

function* portProblems({ protocol, port }: FirewallRuleSpec): Iterable<Finding> {
  const needsPort = protocol === "tcp" || protocol === "udp";
  if (needsPort ? port !== undefined && isPort(String(port)) : port === undefined) return;
  if (!needsPort) {
    yield {
      code: "firewall-port-unexpected",
      summary: `firewall rule for ${protocol} has a port`,
      value: port,
      allowed: "none",
      remedy: "remove `port`",
    };
    return;
  }
  const isMissing = port === undefined;
  yield {
    code: "firewall-port-invalid",
    summary: `firewall rule for ${protocol} ${isMissing ? "needs a port" : "has an invalid port"}`,
    value: port ?? null,
    allowed: '1 to 65535, a range such as "80-85", or "any"',
    remedy: isMissing ? "set `port`" : "correct `port`; several ports need several rules",
  };
}

function isPort(port: string): boolean {
  if (port === "any" || Token.isUnresolved(port)) return true;
  if (!/^\d{1,5}(-\d{1,5})?$/.test(port)) return false;
  const [first = 0, last = first] = port.split("-").map(Number);
  return first >= 1 && first <= last && last <= 65_535;
}

function* sourceProblems({ protocol, from }: FirewallRuleSpec): Iterable<Finding> {
  if (from === undefined || Token.isUnresolved(from)) return;
  const blocks = Array.isArray(from) ? from.filter((block) => !Token.isUnresolved(block)) : [from];
  // The list can be missing in JavaScript.
  const wrong = Array.isArray(from)
    ? blocks.filter((block) => !isCidrBlock(String(block)))
    : [from];
  if (wrong.length > 0 || from.length === 0) {
    yield {
      code: "firewall-source-not-cidr",
      summary: `firewall rule for ${protocol} has sources that are not CIDR blocks`,
      value: wrong,
      allowed: 'at least one block such as "192.0.2.0/24", "192.0.2.1/32" or "2001:db8::/32"',
      remedy: "write an address with its prefix length",
    };
  }
  const inner = blocks.filter((block) => isCidrBlock(String(block)) && !isStartOfBlock(block));
  if (inner.length > 0) {
    yield {
      code: "firewall-source-not-first",
      summary: `firewall rule for ${protocol} has sources that are not the first address of their block`,
      value: inner,
      allowed: 'blocks such as "192.0.2.0/24", and "192.0.2.1/32" for a single address',
      remedy: "write the first address of the block, or a prefix of /32 (IPv6: /128)",
    };
  }
}
