import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { HttpsDouble } from "./https-double";

/** A server for Terraform's `http` backend, over https: states by path, each with a lock. */
export class StateServer extends HttpsDouble {
  readonly states = new Map<string, string>();
  /** Paths of the states that somebody holds. */
  readonly locks = new Map<string, string>();
  /** What was written without the lock. */
  readonly unlocked: string[] = [];

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
