import type {
  PartialServiceSettings,
  RoleClass,
  RoleName,
  ServiceName,
  ServiceSettings,
} from "@nix-fleet/clan-services";
import { expectTypeOf } from "vitest";
import type clanServices from "../../../packages/clan-services/schema/services.schema.json";

/** Compiled by `npm run typecheck`: a type that is another one fails it. Never run. */
export function typesOfSettings(): void {
  // They cover every service and role of clan-core.
  type ClanServices = typeof clanServices;
  expectTypeOf<ServiceName>().toEqualTypeOf<keyof ClanServices>();
  expectTypeOf<{ [S in ServiceName]: RoleName<S> }>().toEqualTypeOf<{
    [S in keyof ClanServices]: keyof ClanServices[S]["roles"];
  }>();
  expectTypeOf<{ [S in ServiceName]: keyof ServiceSettings[S] }>().toEqualTypeOf<{
    [S in ServiceName]: RoleName<S>;
  }>();

  // They are optional where clan-core has a default, and read-only throughout.
  expectTypeOf<ServiceSettings["zerotier"]["controller"]>().toEqualTypeOf<{
    readonly allowedIds?: readonly string[];
    readonly allowedIps?: readonly string[];
    readonly public?: boolean;
  }>();
  expectTypeOf<ServiceSettings["zerotier"]["moon"]>().toEqualTypeOf<{
    readonly stableEndpoints: readonly string[];
  }>();
  expectTypeOf<ServiceSettings["tor"]["server"]["portMapping"]>().toEqualTypeOf<
    readonly unknown[] | undefined
  >();

  // They refuse every setting of a role that has none.
  expectTypeOf<{ user: "root" }>().not.toExtend<ServiceSettings["emergency-access"]["default"]>();
  expectTypeOf<Record<never, never>>().toExtend<ServiceSettings["emergency-access"]["default"]>();

  // They accept an expression instead of any value.
  class Expression {
    constructor(readonly text: string) {}
  }
  expectTypeOf<ServiceSettings<Expression>["zerotier"]["moon"]>().toEqualTypeOf<
    { readonly stableEndpoints: readonly (string | Expression)[] | Expression } | Expression
  >();

  // They require nothing of one of several places.
  expectTypeOf<PartialServiceSettings["borgbackup"]["client"]["destinations"]>().toEqualTypeOf<
    | {
        readonly [name: string]: {
          readonly name?: string;
          readonly repo?: string;
          readonly rsh?: string;
        };
      }
    | undefined
  >();

  // They tell the machine classes of a role.
  expectTypeOf<RoleClass<"wireguard", "peer">>().toEqualTypeOf<"nixos" | "darwin">();
  expectTypeOf<RoleClass<"sshd", "server">>().toEqualTypeOf<"nixos">();
  expectTypeOf<RoleClass<"data-mesher", "admin">>().toEqualTypeOf<never>();
}
