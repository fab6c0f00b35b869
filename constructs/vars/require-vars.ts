import { requireObjects } from "../require-objects";
import { SopsSecret } from "./sops-secret";
import { VarsGenerator } from "./vars-generator";

/**
 * Refuses names in place of generators and secrets.
 *
 * @param place - who has them, for messages: `machine cinnabar`
 * @throws FleetError for the first value that is neither
 */
export function requireVars(
  place: string,
  vars: readonly unknown[],
  secrets: readonly unknown[],
): void {
  requireObjects(
    `vars of ${place}: not a generator`,
    vars,
    (value) => value instanceof VarsGenerator,
    "objects made with new VarsGenerator",
  );
  requireObjects(
    `secrets of ${place}: not a secret`,
    secrets,
    (value) => value instanceof SopsSecret,
    "objects made with new SopsSecret",
  );
}
