import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { selfSignedCertificate } from "./certificate";

/**
 * An S3-compatible store in memory, over https. It has none of Amazon's other services, no keys to encrypt
 * with, and takes no object whose checksum comes behind it.
 */
export class ObjectStore {
  readonly objects = new Map<string, string>();
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

  /** Starts it and returns its endpoint. */
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
    const { headers, method } = request;
    const body = await text(request);
    const object = this.objects.get(path);
    if (headers["x-amz-server-side-encryption"] !== undefined || "x-amz-trailer" in headers)
      response.writeHead(501).end();
    else if (method === "PUT") response.end(void this.objects.set(path, body));
    else if (method === "DELETE") response.end(void this.objects.delete(path));
    else if (path.lastIndexOf("/") === 0) response.end("<ListBucketResult/>");
    else if (object === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-length": object.length }).end(object);
  }
}
