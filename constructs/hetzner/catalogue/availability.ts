import { LOCATIONS, type Location } from "./locations";
import type { ServerType } from "./server-types";

/**
 * Whether the type is offered in the location. A type whose locations are not known counts as
 * offered everywhere, and so does any type in a location that is newer than the catalogue. Offered is not in stock: Hetzner runs out of types, and only the API knows.
 */
export function isOfferedIn(serverType: ServerType, location: Location): boolean {
  if (!LOCATIONS.some(({ name }) => name === location.name)) return true;
  return serverType.locations?.some(({ name }) => name === location.name) ?? true;
}
