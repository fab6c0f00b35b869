/** One kind of traffic that Hetzner's firewall lets in. */
export interface FirewallRuleSpec {
  /** What it speaks; `icmp` is ping, `gre` and `esp` are tunnels. */
  readonly protocol: "tcp" | "udp" | "icmp" | "gre" | "esp";
  /** Port or range (`80`, `"80-85"`, `"any"`); tcp and udp need one, the others have none. */
  readonly port?: number | string;
  /** At least one CIDR block, or a list reference such as `variable.listValue`. @default - everyone */
  readonly from?: string[];
  /** What it is for, as Hetzner shows it. @default - none */
  readonly description?: string;
}

/** Hetzner's firewall in front of a server: what is not named does not get in; everything gets out. */
export interface FirewallSpec {
  /** What gets in; an empty list lets nothing in. */
  readonly allow: readonly FirewallRuleSpec[];
  /** Labels of the firewall at Hetzner. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Terraform's logical id of the `hcloud_firewall`. @default - the machine's name */
  readonly logicalId?: string;
}
