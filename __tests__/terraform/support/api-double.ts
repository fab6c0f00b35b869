import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Cloud } from "../provider-double/hetzner/cloud";

/** Hetzner's API over http, as far as `fleet doctor` asks it. */
export class ApiDouble {
  private readonly server: Server;

  constructor(cloud: Cloud) {
    const created = "2026-09-08T10:00:00Z";
    this.server = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0]?.slice(1) ?? "";
      const lists: Readonly<Record<string, readonly object[]>> = {
        firewalls: cloud.firewalls.all().map(({ id, name }) => ({ id, name, created })),
        ssh_keys: cloud.sshKeys.all().map(({ id, name }) => ({ id, name, created })),
        primary_ips: cloud.primaryIps.all().map(({ id, name }) => ({ id, name, created })),
        servers: cloud.servers.all().map(({ id, name, isOff }) => ({
          ...{ id, name, created },
          status: isOff ? "off" : "running",
        })),
        volumes: cloud.volumes.all().map(({ id, name }) => ({ id, name, created })),
      };
      const known = lists[path];
      if (request.headers.authorization !== "Bearer right" || known === undefined)
        response.writeHead(401).end();
      else
        response.end(JSON.stringify({ [path]: known, meta: { pagination: { next_page: null } } }));
    });
  }

  /** Starts it and returns its endpoint. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
