import { didYouMean } from "./check/names";
import { services } from "./src/services";

/** The system of a machine: NixOS or nix-darwin. */
export type MachineClass = "nixos" | "darwin";

/** What clan-core says of a role of a service, and what the role was measured to do. */
export interface Role {
  /** The fewest machines that an instance may have in this role. */
  readonly min: number;
  /** The most machines that an instance may have in this role; `Infinity` where any number may. */
  readonly max: number;
  /** The machine classes on which the role does anything. On others clan-core silently ignores it. */
  readonly classes: readonly MachineClass[];
  /** Why `classes` are what they are, where that is not plain. */
  readonly note?: string;
}

export interface Service {
  readonly roles: Readonly<Record<string, Role>>;
}

/** The name of a service that clan-core ships: what an instance has as `module.name`. */
export type ServiceName = keyof typeof services;

/** The name of a role of a service. */
export type RoleName<S extends ServiceName> = S extends ServiceName
  ? keyof (typeof services)[S]["roles"] & string
  : never;

/** The machine classes on which a role does anything: `never` if on none. */
export type RoleClass<
  S extends ServiceName,
  R extends RoleName<S>,
> = (typeof services)[S]["roles"][R] extends { readonly classes: readonly (infer C)[] } ? C : never;

type ServiceOf<S extends ServiceName> = {
  readonly roles: { readonly [R in RoleName<S>]: Role };
};

const facts: { readonly [S in ServiceName]: ServiceOf<S> } = services;

/** Every service that clan-core ships, sorted. */
export const serviceNames = Object.keys(services) as readonly ServiceName[];

/**
 * The roles of a service, with the machines that each may have.
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
