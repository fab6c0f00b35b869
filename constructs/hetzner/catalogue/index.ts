export type { Architecture } from "./architecture";
export { isOfferedIn } from "./availability";
export { CATALOGUE_DATE } from "./catalogue-date";
export { Image, invalidImage } from "./images";
export { invalidServerType } from "./invalid-server-type";
export { isLocation, LOCATIONS, Location, type NetworkZone } from "./locations";
export { type Requirement, satisfying, unmet } from "./requirement";
export type { BootMode, Deprecation, ServerTypeFacts } from "./server-type-facts";
export { SERVER_TYPES, ServerType } from "./server-types";
