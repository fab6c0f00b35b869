import { join } from "node:path";
import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ProviderSchema } from "../schema/schema";
import { providerSchemaMessage } from "../schema/schema-message";

const PLUGIN_PROTOCOL = readProtocol("tfplugin6.Provider");

function readProtocol(service: string): ServiceDefinition {
  const definition = loadSync(join(__dirname, "provider.proto"), { longs: Number })[service];
  if (!isService(definition)) throw new Error(`provider.proto does not define ${service}`);
  const protocol: ServiceDefinition = definition;
  const { GetProviderSchema } = protocol;
  if (GetProviderSchema === undefined) throw new Error(`${service} does not answer with a schema`);
  const responseSerialize = encodeOnce((schema: ProviderSchema) =>
    GetProviderSchema.responseSerialize(providerSchemaMessage(schema)),
  );
  return { ...protocol, GetProviderSchema: { ...GetProviderSchema, responseSerialize } };
}

function isService(definition: object | undefined): definition is ServiceDefinition {
  return definition !== undefined && !("format" in definition);
}

/** Keeps the bytes of each schema: it is large, and every run of Terraform asks for it. */
function encodeOnce(
  encode: (schema: ProviderSchema) => Buffer,
): (schema: ProviderSchema) => Buffer {
  const encoded = new WeakMap<ProviderSchema, Buffer>();
  return (schema) => {
    const bytes = encoded.get(schema) ?? encode(schema);
    encoded.set(schema, bytes);
    return bytes;
  };
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
  const server = new Server();
  server.addService(PLUGIN_PROTOCOL, implementation);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error === null ? resolve() : reject(error),
    );
  });
  return server;
}
