import type { Value } from "../values";
import { images, LOCATIONS, serverTypes } from "./catalogue";
import { type Api, type CloudObject, Collection } from "./collection";

export interface SshKey extends CloudObject {
  readonly publicKey: string;
  readonly fingerprint: string;
}

export interface Firewall extends CloudObject {
  rules: Value[];
}

export interface PrimaryIp extends CloudObject {
  readonly type: string;
  readonly location: string;
  readonly address: string;
  /** Id of the server that has it, 0 for none. */
  serverId: number;
  autoDelete: boolean;
}

export interface Volume extends CloudObject {
  readonly location: string;
  sizeGb: number;
  /** Id of the server it is attached to, 0 for none. */
  serverId: number;
}

export interface Server extends CloudObject {
  serverType: string;
  readonly image: { readonly id: number; readonly name: string };
  readonly location: string;
  readonly sshKeyIds: readonly number[];
  readonly userDataHash: string;
  diskGb: number;
  backups: boolean;
  isOff: boolean;
  rebuildProtection: boolean;
  firewallIds: number[];
  ipv4: string | null;
  /** The server's own address is the first of this /64. */
  ipv6Prefix: string | null;
}

/**
 * A Hetzner Cloud project in memory. It outlives the Terraform runs against it, and a test may look
 * into it and change anything behind Terraform's back:
 *
 * ```ts
 * cloud.servers.named("cinnabar").ipv4; // throws if there is no such server
 * cloud.servers.remove("cinnabar"); // deleted out of band
 * cloud.failNext("POST /servers", new ApiError("resource_unavailable", "no capacity"));
 * cloud.requests.filter((line) => line === "POST /servers").length; // API calls
 * ```
 */
export class Cloud implements Api {
  /** Every API request so far, such as `POST /servers` or `GET /servers/1001`. */
  readonly requests: string[] = [];
  readonly sshKeys = new Collection<SshKey>(this, "ssh_keys");
  readonly firewalls = new Collection<Firewall>(this, "firewalls");
  readonly primaryIps = new Collection<PrimaryIp>(this, "primary_ips");
  readonly volumes = new Collection<Volume>(this, "volumes");
  readonly servers = new Collection<Server>(this, "servers", (server) => this.release(server));
  /** Reverse DNS: address to name. */
  readonly reverseDns = new Map<string, string>();
  readonly serverTypes = serverTypes();
  readonly images = images();
  readonly locations: readonly string[] = LOCATIONS;
  private lastId = 1000;
  private failures: { readonly request: string | RegExp; readonly error: Error }[] = [];

  /**
   * Fails the next request that matches, and only that.
   * @param request the whole line, or a pattern where it holds an id: `/^DELETE .servers/`
   */
  failNext(request: string | RegExp, error: Error): void {
    this.failures.push({ request, error });
  }

  async request(line: string): Promise<void> {
    this.requests.push(line);
    const failure = this.failures.find(({ request }) =>
      typeof request === "string" ? request === line : request.test(line),
    );
    if (failure === undefined) return;
    this.failures = this.failures.filter((candidate) => candidate !== failure);
    throw failure.error;
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  /** An address, or the prefix of a /64, that nobody has: of the ranges kept for tests. */
  nextAddress(type: string): string {
    const id = this.nextId();
    return type === "ipv6" ? `2001:db8:${id.toString(16)}::` : `198.18.${id >> 8}.${id % 256}`;
  }

  private release(server: Server): void {
    for (const volume of this.volumes.all()) {
      if (volume.serverId === server.id) volume.serverId = 0;
    }
    for (const ip of this.primaryIps.all()) {
      if (ip.serverId !== server.id) continue;
      ip.serverId = 0;
      if (ip.autoDelete) this.primaryIps.remove(ip.name);
    }
  }
}
