import type { Condition } from "./condition";
import type { Ledger } from "./ledger";
import type { MachineMeasurement } from "./machine-measurement";

/** A comparison with a baseline requires a baseline of each machine, saved before its deployment. */
export function baselineConditions(
  { name: gate, machines }: MachineMeasurement,
  ledger: Ledger,
  needs: "state" | "build time" = "state",
): readonly Condition[] {
  return machines
    .filter(({ name }) => {
      const baseline = ledger.baseline(name);
      return baseline === undefined || (needs === "build time" && !baseline.buildSeconds);
    })
    .map(({ name }) => ({
      gate,
      because:
        needs === "state" ? `${name} has no baseline` : `the baseline of ${name} has no build time`,
      remedy: `fleet migration baseline ${name}${needs === "state" ? "" : " --build-seconds SECONDS"}`,
      holds: { kind: "not-yet" },
    }));
}
