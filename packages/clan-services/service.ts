import { didYouMean } from "./check/names";
import { services } from "./src/services";

/** The system of a machine: NixOS or nix-darwin. */
export type MachineClass = "nixos" | "darwin";

/** A role of a service: its declaration in clan-core, and its measured effects. */
export interface Role {
  /** Minimum number of machines with this role in an instance. */
  readonly min: number;
  /** Maximum number of machines with this role in an instance; `Infinity` for any number. */
  readonly max: number;
  /** The machine classes on which the role has an effect. On others, clan-core silently ignores it. */
  readonly classes: readonly MachineClass[];
  /** The reason for `classes`, if it is not obvious. */
  readonly note?: string;
}

export interface Service {
  readonly roles: Readonly<Record<string, Role>>;
}

/** The name of a service of clan-core: the `module.name` of an instance. */
export type ServiceName = keyof typeof services;

/** The name of a role of a service. */
export type RoleName<S extends ServiceName> = S extends ServiceName
  ? keyof (typeof services)[S]["roles"] & string
  : never;

/** The machine classes on which a role has an effect; `never` for none. */
export type RoleClass<
  S extends ServiceName,
  R extends RoleName<S>,
> = (typeof services)[S]["roles"][R] extends { readonly classes: readonly (infer C)[] } ? C : never;

type ServiceOf<S extends ServiceName> = {
  readonly roles: { readonly [R in RoleName<S>]: Role };
};

const facts: { readonly [S in ServiceName]: ServiceOf<S> } = services;

/** All services of clan-core, sorted. */
export const serviceNames = Object.keys(services) as readonly ServiceName[];

/**
 * The roles of a service, with the allowed number of machines.
 *
 * @throws if clan-core ships no service of that name
 */
export function service<S extends ServiceName>(name: S): ServiceOf<S> {
  if (!Object.hasOwn(facts, name)) {
    throw new Error(
      `${name} is not a service of clan-core${didYouMean(name, serviceNames)} (allowed: ${serviceNames.join(", ")})`,
    );
  }
  return facts[name];
}

/**
 * The roles of a service, sorted.
 *
 * @throws if clan-core ships no service of that name
 */
export function roleNames<S extends ServiceName>(name: S): readonly RoleName<S>[] {
  return Object.keys(service(name).roles) as RoleName<S>[];
}
