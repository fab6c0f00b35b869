import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** An S3-compatible store in memory that has none of Amazon's other services, nor keys to encrypt with. */
export class ObjectStore {
  readonly objects = new Map<string, string>();
  private readonly server = createServer(
    (request, response) => void this.answer(request, response),
  );

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

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ""] = (request.url ?? "").split("?");
    const body = await text(request);
    const object = this.objects.get(path);
    if (request.headers["x-amz-server-side-encryption"] !== undefined)
      response.writeHead(501).end();
    else if (request.method === "PUT") response.end(void this.objects.set(path, body));
    else if (request.method === "DELETE") response.end(void this.objects.delete(path));
    else if (path.lastIndexOf("/") === 0) response.end("<ListBucketResult/>");
    else if (object === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-length": object.length }).end(object);
  }
}
