import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { selfSignedCertificate } from "./certificate";

/** A server for Terraform's `http` backend, over https: states by path, each with a lock. */
export class StateServer {
  readonly states = new Map<string, string>();
  /** Paths of the states that somebody holds. */
  readonly locks = new Map<string, string>();
  /** The certificate that a client has to trust. */
  readonly certificate: string;
  /** What was written without the lock. */
  readonly unlocked: string[] = [];
  private readonly server: Server;

  constructor() {
    const { key, cert, file } = selfSignedCertificate();
    this.certificate = file;
    this.server = createServer({ key, cert }, (request, response) => {
      void this.answer(request, response);
    });
  }

  /** Starts it and returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ""] = (request.url ?? "").split("?");
    const body = await text(request);
    const holder = this.locks.get(path);
    const state = this.states.get(path);
    switch (request.method) {
      case "LOCK":
        if (holder === undefined) this.locks.set(path, body);
        response.writeHead(holder === undefined ? 200 : 423).end(holder);
        break;
      case "UNLOCK":
        response.end(void this.locks.delete(path));
        break;
      case "POST":
        if (holder === undefined) this.unlocked.push(path);
        response.end(void this.states.set(path, body));
        break;
      default:
        response.writeHead(state === undefined ? 404 : 200).end(state);
    }
  }
}
