import type { Setting } from "../nix-value";
import { VarsReference } from "./vars-reference";

/** The references to files of generators that options hold. */
export function* referencesIn(setting: Setting): Iterable<VarsReference> {
  if (setting instanceof VarsReference) yield setting;
  else if (setting !== null && typeof setting === "object") {
    for (const value of Object.values(setting)) yield* referencesIn(value);
  }
}
