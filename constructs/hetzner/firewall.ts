/** A rule for incoming traffic in Hetzner's firewall. */
export interface FirewallRuleSpec {
  /** Protocol; `icmp` is ping, `gre` and `esp` are tunnels. */
  readonly protocol: "tcp" | "udp" | "icmp" | "gre" | "esp";
  /** Port or range (`80`, `"80-85"`, `"any"`); required for tcp and udp, not allowed for others. */
  readonly port?: number | string;
  /** At least one CIDR block, or a list reference such as `variable.listValue`. @default - all addresses */
  readonly from?: string[];
  /** Description at Hetzner. @default - none */
  readonly description?: string;
}

/** Hetzner's firewall in front of a server: only listed incoming traffic and all outgoing traffic is allowed. */
export interface FirewallSpec {
  /** Allowed incoming traffic; an empty list blocks all of it. */
  readonly allow: readonly FirewallRuleSpec[];
  /** Labels of the firewall at Hetzner. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Terraform's logical id of the `hcloud_firewall`. @default - the machine's name */
  readonly logicalId?: string;
}
