import { join } from "node:path";
import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

const SERVICE = "tfplugin6.Provider";

function isService(definition: object | undefined): definition is ServiceDefinition {
  return definition !== undefined && !("format" in definition);
}

/** Turns a function into a gRPC handler: what it throws fails the call. */
export function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (response) => callback(null, response),
        (error: Error) => callback(error),
      );
  };
}

/** Answers the plugin protocol on a Unix socket until the returned server is shut down. */
export async function serve(
  implementation: UntypedServiceImplementation,
  socket: string,
): Promise<Server> {
  const definition = loadSync(join(__dirname, "provider.proto"), { longs: Number })[SERVICE];
  if (!isService(definition)) throw new Error(`provider.proto does not define ${SERVICE}`);
  const server = new Server();
  server.addService(definition, implementation);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  return server;
}
