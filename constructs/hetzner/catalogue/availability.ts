import { LOCATIONS, type Location } from "./locations";
import type { ServerType } from "./server-types";

/**
 * Whether the type is offered in the location. A type with unknown locations, or a location that is newer than the
 * catalogue, counts as offered. An offered type can be out of stock, which only the API knows.
 */
export function isOfferedIn(serverType: ServerType, location: Location): boolean {
  if (!LOCATIONS.some(({ name }) => name === location.name)) return true;
  return serverType.locations?.some(({ name }) => name === location.name) ?? true;
}
