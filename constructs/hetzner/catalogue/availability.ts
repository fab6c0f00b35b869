import type { Location } from "./locations";
import type { ServerType } from "./server-types";

/**
 * Whether the type is offered in the location. A type whose locations are not known counts as
 * offered everywhere. Offered is not in stock: Hetzner runs out of types, and only the API knows.
 */
export function isOfferedIn(serverType: ServerType, location: Location): boolean {
  return serverType.locations?.some(({ name }) => name === location.name) ?? true;
}
