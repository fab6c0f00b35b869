/**
 * Limits of Hetzner's API. Sources: the API reference (docs.hetzner.cloud: rules of a firewall with their sources and
 * descriptions, size of a volume), and the FAQs of docs.hetzner.com for firewalls (effective rules) and volumes (volumes
 * for each server).
 */
export const LIMITS = {
  firewallRules: 50,
  sourcesPerRule: 100,
  ruleDescription: 255,
  /** Each source of each rule counts. */
  effectiveFirewallRules: 500,
  volumesPerServer: 16,
  volumeGb: { least: 10, most: 10_240 },
} as const;
