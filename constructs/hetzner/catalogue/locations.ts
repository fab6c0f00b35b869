/**
 * Region whose locations can share one private network or load balancer.
 *
 * Source: the location list in the documentation of Hetzner's `hcloud` CLI, 2026-08.
 */
export type NetworkZone = "eu-central" | "us-east" | "us-west" | "ap-southeast" | (string & {});

/** A place where Hetzner runs cloud servers. */
export interface Location {
  /** Name the API and Terraform use, such as `fsn1`. */
  readonly name: string;
  /** City without state, such as `Ashburn`. */
  readonly city: string;
  /** ISO 3166-1 alpha-2 code, such as `DE`. */
  readonly country: string;
  /** Network zone that a private network must have to reach this location. */
  readonly networkZone: NetworkZone;
}

/**
 * Hetzner Cloud's locations.
 *
 * Source: the location list in the documentation of Hetzner's `hcloud` CLI, 2026-08; the acceptance
 * tests of Hetzner's Terraform provider (2026-08) name the same six and their network zones.
 */
const CATALOGUE = {
  FSN1: { name: "fsn1", city: "Falkenstein", country: "DE", networkZone: "eu-central" },
  NBG1: { name: "nbg1", city: "Nuremberg", country: "DE", networkZone: "eu-central" },
  HEL1: { name: "hel1", city: "Helsinki", country: "FI", networkZone: "eu-central" },
  ASH: { name: "ash", city: "Ashburn", country: "US", networkZone: "us-east" },
  HIL: { name: "hil", city: "Hillsboro", country: "US", networkZone: "us-west" },
  SIN: { name: "sin", city: "Singapore", country: "SG", networkZone: "ap-southeast" },
} as const satisfies Readonly<Record<string, Location>>;

/** Every location of the catalogue. */
export const LOCATIONS: readonly Location[] = Object.values(CATALOGUE);

/** Hetzner Cloud's locations, and the way to declare one that is newer. */
export const Location = {
  ...CATALOGUE,

  /**
   * Declares a location that is not in the catalogue, with the facts from `hcloud location describe NAME`:
   * `Location.custom({ name: "waw1", city: "Warsaw", country: "PL", networkZone: "eu-central" })`.
   */
  custom: (facts: Location): Location => facts,
};

/** Whether the facts of a location are valid. */
export function isLocation(value: unknown): value is Location {
  if (typeof value !== "object" || value === null) return false;
  const { name, networkZone } = value as Partial<Location>;
  return /^[a-z][a-z0-9-]*$/.test(String(name)) && typeof networkZone === "string";
}
