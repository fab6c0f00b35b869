import { Firewall } from "@nix-fleet/provider-hcloud/lib/firewall";
import { PrimaryIp } from "@nix-fleet/provider-hcloud/lib/primary-ip";
import { Rdns } from "@nix-fleet/provider-hcloud/lib/rdns";
import { Server, type ServerPublicNet } from "@nix-fleet/provider-hcloud/lib/server";
import { Volume } from "@nix-fleet/provider-hcloud/lib/volume";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { addCheck } from "../diagnostics/check";
import { required, text } from "../props/kinds";
import { nested, readProps, reportProps, shapeOf } from "../props/read-props";
import { setLifecycle } from "../terraform/lifecycle";
import { literal, literalValues } from "../terraform/literal";
import { overrideForTerranix } from "../terraform/terranix-view";
import {
  type PrimaryIpSpec,
  primaryIpSpec,
  type ReverseDnsSpec,
  reverseDnsSpec,
} from "./address-specs";
import { Image, Location, ServerType } from "./catalogue";
import type { FirewallRuleSpec, FirewallSpec } from "./firewall";
import { type ServerLogicalIds, serverLogicalIds } from "./server-logical-ids";
import { serverNameProblems, serverProblems } from "./server-problems";
import { SERVER_PROPS } from "./server-props";
import type { HetznerServerSpec, VolumeSpec } from "./server-spec";
import { withUsableNames } from "./volume-problems";

export interface HetznerServerProps {
  /** Name of the machine. */
  readonly machineName: string;
  /** The server's name at Hetzner, and the prefix of its volume and address names. @default machineName */
  readonly nameAtHetzner?: string;
  readonly spec: HetznerServerSpec;
  /** Reference to the ssh key that the new server accepts for root. */
  readonly sshKeyId: string;
}

const PROPS = shapeOf<HetznerServerProps>("HetznerServer", {
  machineName: required(text, "unnamed"),
  nameAtHetzner: text,
  spec: required(nested(SERVER_PROPS), { type: ServerType.CX53, location: Location.FSN1 }),
  sshKeyId: required(text, ""),
});

/** Lifecycle of the default rendering: changes of keys, image or user data never replace a server. */
const GUARDS = { preventDestroy: true, ignoreChanges: ["ssh_keys", "image", "user_data"] };

/** Without the protection a server can be destroyed. */
const GUARDS_OF_UNPROTECTED = { ...GUARDS, preventDestroy: false };

const EVERYONE = ["0.0.0.0/0", "::/0"];

/** A server at Hetzner with its firewall, addresses, volumes and reverse DNS. */
export class HetznerServer extends Construct {
  /**
   * The `hcloud_server` resource, for attributes without a prop: `server.putNetwork([…])`, or `addOverride` for
   * any attribute.
   */
  readonly server: Server;

  private readonly props: HetznerServerProps;

  constructor(scope: Construct, id: string, given: HetznerServerProps) {
    super(scope, id);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    this.props = props;
    const { machineName, spec, sshKeyId } = props;
    addCheck(this, () => serverNameProblems(machineName));
    addCheck(this, () => serverProblems(spec));
    const isProtected = spec.protection ?? true;
    const firewall = spec.firewall && this.addFirewall(spec.firewall);
    const publicNet = this.addPrimaryIps();
    this.server = new Server(this, "server", {
      name: literal(this.nameAtHetzner),
      serverType: spec.type.name,
      location: spec.location.name,
      image: (spec.image ?? Image.DEBIAN_12).reference,
      sshKeys: [sshKeyId],
      ...(spec.labels && { labels: literalValues(spec.labels) }),
      ...(firewall && { firewallIds: [Token.asNumber(firewall.id)] }),
      ...(publicNet && { publicNet: [publicNet] }),
      ...(spec.backups && { backups: true }),
      ...(spec.keepDisk && { keepDisk: true }),
      ...(isProtected && { deleteProtection: true, rebuildProtection: true }),
    });
    this.server.overrideLogicalId(this.logicalIds.server);
    setLifecycle(this.server, isProtected ? GUARDS : GUARDS_OF_UNPROTECTED, spec.lifecycle);
    if (spec.protection === undefined) {
      overrideForTerranix(this.server, {
        delete_protection: undefined,
        rebuild_protection: undefined,
      });
    }
    for (const volume of withUsableNames(spec.volumes ?? [])) {
      if (volume.retire === undefined) this.addVolume(volume);
    }
    if (spec.reverseDns !== undefined) this.addReverseDns(reverseDnsSpec(spec.reverseDns));
  }

  /** Reference to its id at Hetzner. */
  get id(): string {
    return this.server.id;
  }

  /**
   * Expression that is true if Terraform created the server: the API does not return its keys, so the state has
   * only keys from its creation, and none for an imported server.
   */
  get created(): string {
    return `length(hcloud_server.${this.server.friendlyUniqueId}.ssh_keys) > 0`;
  }

  /** Reference to its public IPv4 address. */
  get ipv4Address(): string {
    return this.server.ipv4Address;
  }

  /** Reference to its public IPv6 address, the first address of its network. */
  get ipv6Address(): string {
    return this.server.ipv6Address;
  }

  private get nameAtHetzner(): string {
    return this.props.nameAtHetzner ?? this.props.machineName;
  }

  private get logicalIds(): ServerLogicalIds {
    return serverLogicalIds(this.props.machineName, this.props.spec);
  }

  private addFirewall({ allow = [], labels }: FirewallSpec): Firewall {
    const firewall = new Firewall(this, "firewall", {
      name: literal(this.nameAtHetzner),
      rule: Array.isArray(allow) ? allow.map(inboundRule) : [],
      ...(labels && { labels: literalValues(labels) }),
    });
    firewall.overrideLogicalId(this.logicalIds.firewall);
    return firewall;
  }

  private addPrimaryIps(): ServerPublicNet | undefined {
    const primaryIps = (this.props.spec.primaryIps ?? []).map(primaryIpSpec);
    const staying = primaryIps.filter(({ retire }) => retire === undefined);
    if (staying.length === 0) return undefined;
    const byType = new Map(staying.map((spec) => [spec.type, spec]));
    const ids = [...byType].map(([type, spec]) => [
      type,
      Token.asNumber(this.addPrimaryIp(spec).id),
    ]);
    return { ...Object.fromEntries(ids), ipv4Enabled: true, ipv6Enabled: true };
  }

  private addPrimaryIp(ip: PrimaryIpSpec): PrimaryIp {
    const { spec } = this.props;
    const { type } = ip;
    const primaryIp = new PrimaryIp(this, type, {
      name: literal(`${this.nameAtHetzner}-${type.replace("ip", "")}`),
      type,
      location: spec.location.name,
      autoDelete: false,
      ...(this.isProtected(ip) && { deleteProtection: true }),
    });
    primaryIp.overrideLogicalId(this.logicalIds.primaryIp(ip));
    this.protectInTerranix(primaryIp, ip);
    return primaryIp;
  }

  /** Whether delete protection of the server's resources is on. */
  private isProtected({ protection }: VolumeSpec | PrimaryIpSpec): boolean {
    return protection ?? this.props.spec.protection ?? true;
  }

  private protectInTerranix(
    resource: Volume | PrimaryIp,
    { protection }: VolumeSpec | PrimaryIpSpec,
  ): void {
    if (protection === undefined) overrideForTerranix(resource, { delete_protection: undefined });
  }

  private addVolume(spec: VolumeSpec): void {
    const { name, sizeGb, format, automount = false, movedFrom = name } = spec;
    const volume = new Volume(this, `volume-${name}`, {
      name: literal(`${this.nameAtHetzner}-${movedFrom}`),
      size: sizeGb,
      serverId: Token.asNumber(this.server.id),
      automount,
      ...(format && { format }),
      ...(this.isProtected(spec) && { deleteProtection: true }),
    });
    volume.overrideLogicalId(this.logicalIds.volume(spec));
    this.protectInTerranix(volume, spec);
  }

  private addReverseDns({ name }: ReverseDnsSpec): void {
    const reverse = new Rdns(this, "reverse-dns", {
      dnsPtr: literal(name),
      ipAddress: this.server.ipv4Address,
      serverId: Token.asNumber(this.server.id),
    });
    reverse.overrideLogicalId(this.logicalIds.reverseDns);
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
