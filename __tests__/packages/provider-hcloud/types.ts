import type { Server, ServerConfig } from "@cdktf/provider-hcloud/lib/server";
import { expectTypeOf } from "vitest";

/** Compiled by `npm run typecheck`: a type that is another one fails it. Never run. */
export function typesOfServer(): void {
  expectTypeOf<ServerConfig["name"]>().toEqualTypeOf<string>();
  expectTypeOf<ServerConfig["sshKeys"]>().toEqualTypeOf<string[] | undefined>();
  expectTypeOf<{ name: string }>().not.toExtend<ServerConfig>();
  expectTypeOf<{ name: string; serverType: string }>().toExtend<ServerConfig>();
  expectTypeOf<Server["ipv4Address"]>().toEqualTypeOf<string>();
}
