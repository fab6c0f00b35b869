import { Firewall } from "@nix-fleet/provider-hcloud/lib/firewall";
import { PrimaryIp } from "@nix-fleet/provider-hcloud/lib/primary-ip";
import { Rdns } from "@nix-fleet/provider-hcloud/lib/rdns";
import { Server, type ServerPublicNet } from "@nix-fleet/provider-hcloud/lib/server";
import { Volume } from "@nix-fleet/provider-hcloud/lib/volume";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { addCheck } from "../diagnostics/check";
import { setLifecycle } from "../terraform/lifecycle";
import { literal, literalValues } from "../terraform/literal";
import {
  type PrimaryIpSpec,
  primaryIpSpec,
  type ReverseDnsSpec,
  reverseDnsSpec,
} from "./address-specs";
import { Image } from "./catalogue";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";
import { serverProblems } from "./server-problems";
import type { HetznerServerSpec, VolumeSpec } from "./server-spec";
import { withUsableNames } from "./volume-problems";

export interface HetznerServerProps {
  /** Name of the machine, which is the server's name at Hetzner too. */
  readonly machineName: string;
  readonly spec: HetznerServerSpec;
  /** Reference to the ssh key that the new server accepts for root. */
  readonly sshKeyId: string;
}

/** What the default rendering adds: no key rotation, image or user data ever replaces a server. */
const GUARDS = { preventDestroy: true, ignoreChanges: ["ssh_keys", "image", "user_data"] };

const EVERYONE = ["0.0.0.0/0", "::/0"];

/** A server at Hetzner with its firewall, addresses, volumes and reverse DNS. */
export class HetznerServer extends Construct {
  /**
   * The `hcloud_server` itself, for what has no prop: `server.putNetwork([…])`, or `addOverride` for any
   * attribute.
   */
  readonly server: Server;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HetznerServerProps,
  ) {
    super(scope, id);
    const { machineName, spec, sshKeyId } = props;
    addCheck(this, () => serverProblems(spec));
    const firewall = spec.firewall && this.addFirewall(spec.firewall);
    const publicNet = this.addPrimaryIps();
    this.server = new Server(this, "server", {
      name: literal(machineName),
      serverType: spec.type.name,
      location: spec.location.name,
      image: (spec.image ?? Image.DEBIAN_12).reference,
      sshKeys: [sshKeyId],
      ...(spec.labels && { labels: literalValues(spec.labels) }),
      ...(firewall && { firewallIds: [Token.asNumber(firewall.id)] }),
      ...(publicNet && { publicNet: [publicNet] }),
      ...(spec.backups && { backups: true }),
      ...(spec.protection && { deleteProtection: true, rebuildProtection: true }),
    });
    this.server.overrideLogicalId(spec.logicalId ?? machineName);
    setLifecycle(this.server, GUARDS, spec.lifecycle);
    for (const volume of withUsableNames(spec.volumes ?? [])) this.addVolume(volume);
    if (spec.reverseDns !== undefined) this.addReverseDns(reverseDnsSpec(spec.reverseDns));
  }

  /** Reference to its id at Hetzner. */
  get id(): string {
    return this.server.id;
  }

  /**
   * Expression that is true if Terraform created the server: the API does not tell its keys, so that the state only
   * has those which it was created with, and none of an imported one.
   */
  get created(): string {
    return `length(hcloud_server.${this.server.friendlyUniqueId}.ssh_keys) > 0`;
  }

  /** Reference to its public IPv4 address. */
  get ipv4Address(): string {
    return this.server.ipv4Address;
  }

  /** Reference to its public IPv6 address, the first one of its network. */
  get ipv6Address(): string {
    return this.server.ipv6Address;
  }

  private addFirewall({ allow = [], labels, logicalId }: FirewallSpec): Firewall {
    const { machineName } = this.props;
    const firewall = new Firewall(this, "firewall", {
      name: literal(machineName),
      rule: allow.map(inboundRule),
      ...(labels && { labels: literalValues(labels) }),
    });
    firewall.overrideLogicalId(logicalId ?? machineName);
    return firewall;
  }

  private addPrimaryIps(): ServerPublicNet | undefined {
    const { primaryIps } = this.props.spec;
    if (primaryIps === undefined || primaryIps.length === 0) return undefined;
    const byType = new Map(primaryIps.map(primaryIpSpec).map((spec) => [spec.type, spec]));
    const ids = [...byType].map(([type, spec]) => [
      type,
      Token.asNumber(this.addPrimaryIp(spec).id),
    ]);
    return { ...Object.fromEntries(ids), ipv4Enabled: true, ipv6Enabled: true };
  }

  private addPrimaryIp({ type, logicalId }: PrimaryIpSpec): PrimaryIp {
    const { machineName, spec } = this.props;
    const version = type.replace("ip", "");
    const primaryIp = new PrimaryIp(this, type, {
      name: literal(`${machineName}-${version}`),
      type,
      location: spec.location.name,
      autoDelete: false,
    });
    primaryIp.overrideLogicalId(logicalId ?? `${machineName}_${version}`);
    return primaryIp;
  }

  private addVolume({ name, sizeGb, format, automount = false, logicalId }: VolumeSpec): void {
    const { machineName } = this.props;
    const volume = new Volume(this, `volume-${name}`, {
      name: literal(`${machineName}-${name}`),
      size: sizeGb,
      serverId: Token.asNumber(this.server.id),
      automount,
      ...(format && { format }),
    });
    volume.overrideLogicalId(logicalId ?? `${machineName}_${name}`);
  }

  private addReverseDns({ name, logicalId }: ReverseDnsSpec): void {
    const reverse = new Rdns(this, "reverse-dns", {
      dnsPtr: literal(name),
      ipAddress: this.server.ipv4Address,
      serverId: Token.asNumber(this.server.id),
    });
    reverse.overrideLogicalId(logicalId ?? `${this.props.machineName}_v4`);
  }
}

function inboundRule({ protocol, port, from = EVERYONE, description }: FirewallRuleSpec) {
  return {
    direction: "in",
    protocol,
    sourceIps: from,
    ...(port !== undefined && { port: String(port) }),
    ...(description !== undefined && { description: literal(description) }),
  };
}
