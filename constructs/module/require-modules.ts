import { requireObjects } from "../require-objects";

/**
 * Refuses paths and names in place of modules.
 *
 * @param place - where they stand: `imports of cinnabar`
 * @throws FleetError for the first value that is no module
 */
export function requireModules(place: string, modules: readonly unknown[]): void {
  requireObjects(
    `${place}: not a module`,
    modules,
    (value) => typeof value === "object" && value !== null && "provides" in value,
    "a DendriticModule, an ExternalModule for a file of yours, or inputModule(…)",
  );
}
