import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { HttpsDouble } from "./https-double";

/**
 * An S3-compatible store in memory, over https. It has none of Amazon's other services, no keys to encrypt
 * with, and takes no object whose checksum comes behind it.
 */
export class ObjectStore extends HttpsDouble {
  readonly objects = new Map<string, string>();

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
