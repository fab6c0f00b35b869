/**
 * Limits of Hetzner's API. Sources: the API reference (docs.hetzner.cloud: rules of a firewall, size of a
 * volume), and the FAQs of docs.hetzner.com for firewalls (effective rules) and volumes (volumes for each server).
 */
export const LIMITS = {
  firewallRules: 50,
  /** Each source of each rule counts. */
  effectiveFirewallRules: 500,
  volumesPerServer: 16,
  volumeGb: { least: 10, most: 10_240 },
} as const;
