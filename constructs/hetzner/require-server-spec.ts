import { requireObjects } from "../require-objects";
import type { HetznerServerSpec } from "./server-spec";

/**
 * Refuses at once what the catalogue does not have: `ServerType.CX99` is undefined, and so would be the
 * platform of the machine; `Image.DEBIAN_11` would be the default image.
 *
 * @param machine - name of the machine that has the server
 * @throws FleetError for the first of server type, location and image that is undefined
 */
export function requireServerSpec(machine: string, spec: HetznerServerSpec): void {
  const { type, location } = spec;
  const members = [
    ["type", type, "a member of ServerType, or ServerType.custom({ … })"],
    ["location", location, "a member of Location"],
    ["image", "image" in spec ? spec.image : null, "a member of Image, or Image.named(…)"],
  ] as const;
  for (const [prop, value, allowed] of members) {
    requireObjects(
      `server.${prop} of machine ${machine}: not in the catalogue`,
      [value],
      (member) => member !== undefined,
      allowed,
    );
  }
}
