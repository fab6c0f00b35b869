import type { Condition } from "./condition";
import type { Ledger } from "./ledger";
import type { MachineMeasurement } from "./machine-measurement";

/** What is measured against a baseline asks for one of each machine, from before its deployment. */
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
        needs === "state"
          ? `no baseline of ${name} was saved`
          : `the baseline of ${name} has no build time`,
      remedy: `fleet migration baseline ${name}${needs === "state" ? "" : " --build-seconds …"}`,
      holds: { kind: "not-yet" },
    }));
}
