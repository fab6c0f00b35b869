import { describe, expect, it } from "vitest";
import { BuildTime, NoRegression } from "../../../constructs";
import { renderedFiles } from "../../support/diagnostics";
import { day, event, type TwoMacs, twoMacs } from "./support";

const MAC = { machine: "blackphos" };

/** Two Macs; the first must have no regression, and build as fast as before. */
function migrated(ledger: string): TwoMacs {
  const fleet = twoMacs(({ first }) => {
    new NoRegression(first, "as-before", { criterion: "has what it had" });
    new BuildTime(first, "build-time", { criterion: "builds as fast", command: "true" });
  });
  fleet.migration.readLedger(ledger);
  return fleet;
}

function baseline(buildSeconds?: number): string {
  const base = JSON.parse(event("baseline", day(1), MAC));
  return `${JSON.stringify({ ...base, ...(buildSeconds && { buildSeconds }) })}\n`;
}

const measured = (gate: string, result: string, on = 4) =>
  event("measured", day(on), { gate: `first/${gate}`, ...MAC, result });

describe("before its deployment a machine", () => {
  const shut = (ledger: string) => {
    const { first, migration } = migrated(ledger);
    return first.readinessConditions(migration.ledger).map(({ because }) => because);
  };

  it.each<[string, string, readonly string[]]>([
    [
      "a baseline",
      "",
      ["blackphos has no baseline", "the baseline of blackphos has no build time"],
    ],
    ["a build time", baseline(), ["the baseline of blackphos has no build time"]],
    ["nothing more", baseline(10), []],
  ])("needs %s", (_, ledger, conditions) => {
    expect(shut(ledger)).toEqual(conditions);
  });

  it("is rejected by Terraform without a baseline", () => {
    const file = renderedFiles(migrated("").app).find(({ path }) =>
      path.endsWith("blackphos/cdk.tf.json"),
    );
    expect(file?.text).toContain(
      "gate first/as-before blocks the first deployment of blackphos: blackphos has no baseline",
    );
  });
});

describe("after its deployment a machine", () => {
  const deployed = baseline(10) + event("deployed", day(3), MAC);
  const shut = (ledger: string) => {
    const { first, migration } = migrated(deployed + ledger);
    return first.acceptanceConditions(migration.ledger).map(({ gate }) => gate);
  };

  it.each<[string, string, readonly string[]]>([
    ["nothing is measured", "", ["first/as-before", "first/build-time"]],
    [
      "it was measured before the deployment",
      measured("as-before", "passed", 2) + measured("build-time", "passed", 2),
      ["first/as-before", "first/build-time"],
    ],
    [
      "it has a regression",
      measured("as-before", "failed") + measured("build-time", "passed"),
      ["first/as-before"],
    ],
    ["nothing fails", measured("as-before", "passed") + measured("build-time", "passed"), []],
  ])("is not accepted while %s", (_, ledger, gates) => {
    expect(shut(ledger)).toEqual(gates);
  });
});

it("allows 20 % more build time by default, or the fraction in `within`", () => {
  const { first, migration } = migrated(baseline(10));
  const exact = new BuildTime(first, "exact", { criterion: "…", command: "true", within: 0 });
  const [fifth] = first.gates.filter((gate) => gate instanceof BuildTime);
  expect(fifth?.limit("blackphos", migration.ledger)).toBe(12);
  expect(exact.limit("blackphos", migration.ledger)).toBe(10);
  expect(exact.limit("rosegold", migration.ledger)).toBeUndefined();
});
