import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSignedCertificate } from "./certificate";

/** A local https server with a certificate of its own. */
export abstract class HttpsDouble {
  /** The certificate that a client has to trust. */
  readonly certificate: string;
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

  protected abstract answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
