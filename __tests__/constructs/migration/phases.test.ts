import { describe, expect, it } from "vitest";
import {
  AttestedGate,
  DarwinMachine,
  Fleet,
  MeasuredGate,
  Migration,
  Phase,
} from "../../../constructs";
import { testApp } from "../../support/fleets";
import { day, event } from "./support";

function twoMachines() {
  const fleet = new Fleet(testApp(), "home");
  const migration = new Migration(fleet, "migration");
  const mac = (name: string) => new DarwinMachine(fleet, name, { stateVersion: 6 });
  return { migration, attic: mac("attic"), desk: mac("desk") };
}

/** The gates that block the deployment of a phase's machines. */
const shut = (phase: Phase, ledger = "") => {
  const { migration } = phase;
  migration.readLedger(ledger);
  return phase.readinessConditions(migration.ledger).map(({ gate }) => gate);
};

describe("a phase without machines", () => {
  it("is not done before the phases in `after`, so later phases cannot skip them", () => {
    const { migration, attic, desk } = twoMachines();
    const first = new Phase(migration, "first", { machines: [attic] });
    const pause = new Phase(migration, "pause", { after: [first] });
    const last = new Phase(migration, "last", { machines: [desk], after: [pause] });
    expect(shut(last)).toEqual(["first/deployed"]);
    expect(shut(last, event("deployed", day(2), { machine: "attic" }))).toEqual([]);
  });

  it("lists a condition once if two earlier phases have it", () => {
    const { migration, attic, desk } = twoMachines();
    const first = new Phase(migration, "first", { machines: [attic] });
    const papers = new Phase(migration, "papers", { after: [first] });
    const review = new Phase(migration, "review", { after: [first] });
    new AttestedGate(review, "read", { criterion: "it is reviewed" });
    const last = new Phase(migration, "last", { machines: [desk], after: [papers, review] });
    expect(shut(last)).toEqual(["first/deployed", "review/read"]);
  });
});

describe("a phase with two machines", () => {
  it("keeps the readiness measurements after the first deployment", () => {
    const { migration, attic, desk } = twoMachines();
    const both = new Phase(migration, "both", { machines: [attic, desk] });
    new MeasuredGate(both, "builds", { criterion: "builds", command: "true", of: "readiness" });
    const passed = ["attic", "desk"].map((machine) =>
      event("measured", day(1), { gate: "both/builds", machine, result: "passed" }),
    );
    const ledger = passed.join("") + event("deployed", day(2), { machine: "attic" });
    expect(shut(both, ledger)).toEqual([]);
  });
});
