import { describe, expect, it } from "vitest";
import {
  AttestedGate,
  CalendarGate,
  CumulativeStability,
  MeasuredGate,
  type Phase,
  StabilityWindow,
} from "../../../constructs";
import { earliest } from "../../../constructs/migration/condition";
import { day, event, twoMacs } from "./support";

const MAC = { machine: "blackphos" };

type Declare = (phases: { first: Phase; second: Phase }) => void;

/** When the second Mac can be deployed, as of a day; undefined if an event must be recorded first. */
function opening(declare: Declare, ledger: string, now = day(1)) {
  const { migration, second } = twoMacs(declare);
  migration.readLedger(ledger);
  return earliest(second.readinessConditions(migration.ledger), now);
}

const window = ({ first }: { first: Phase }) =>
  new StabilityWindow(first, "stable", { criterion: "stable for a week", days: 7 });

describe("a stability window", () => {
  it.each<[string, string, Date | undefined]>([
    ["no deployment", "", undefined],
    ["a deployment", event("deployed", day(2, "08:00:00"), MAC), day(9, "08:00:00")],
    [
      "a later activation, which does not restart it",
      event("deployed", day(2), MAC) + event("deployed", day(5), MAC),
      day(9),
    ],
    [
      "an open incident",
      event("deployed", day(2), MAC) + event("incident", day(3), MAC),
      undefined,
    ],
    [
      "an incident of another machine",
      event("deployed", day(2), MAC) + event("incident", day(3), { machine: "rosegold" }),
      day(9),
    ],
    [
      "a resolved incident, which restarts it",
      event("deployed", day(2), MAC) +
        event("incident", day(3), { ...MAC, id: "i1" }) +
        event("resolved", day(4), { incident: "i1" }),
      day(11),
    ],
    [
      "an incident that is recorded as resolved before it began",
      event("deployed", day(2), MAC) +
        event("incident", day(5), { ...MAC, id: "i1" }) +
        event("resolved", day(1), { incident: "i1" }),
      day(12),
    ],
    ["a rollback", event("deployed", day(2), MAC) + event("rolled-back", day(3), MAC), undefined],
    [
      "a deployment after a rollback",
      event("deployed", day(2), MAC) +
        event("rolled-back", day(3), MAC) +
        event("deployed", day(10), MAC),
      day(17),
    ],
  ])("of a week after %s", (_, ledger, opens) => {
    expect(opening(window, ledger)).toEqual(opens);
  });
});

describe("a window of 24-hour days", () => {
  const opens = (days: number, deployed: string) => {
    const declare: Declare = ({ first }) => {
      new StabilityWindow(first, "stable", { criterion: "stable", days });
    };
    return opening(declare, event("deployed", new Date(deployed), MAC))?.toISOString();
  };

  it.each([
    ["over February 29 of a leap year", 2, "2028-02-28T10:00:00Z", "2028-03-01T10:00:00.000Z"],
    ["over the end of February", 2, "2027-02-27T10:00:00Z", "2027-03-01T10:00:00.000Z"],
    ["from February 29 on", 365, "2028-02-29T10:00:00Z", "2029-02-28T10:00:00.000Z"],
    ["while clocks go forward", 7, "2027-03-27T12:00:00Z", "2027-04-03T12:00:00.000Z"],
    ["while clocks go back", 7, "2027-10-30T12:00:00Z", "2027-11-06T12:00:00.000Z"],
  ])("ends on the hour %s", (_, days, deployed, end) => {
    expect(opens(days, deployed)).toBe(end);
  });
});

describe("cumulative stability", () => {
  const cumulative = ({ second }: { second: Phase }) =>
    new CumulativeStability(second, "in-all", {
      criterion: "stable for ten days in total",
      of: "readiness",
      days: 10,
      machines: second.migration.fleet.machines,
    });

  it.each<[string, string, Date | undefined]>([
    ["runs from the first deployment", event("deployed", day(2), MAC), day(12)],
    [
      "stops during an incident of any machine",
      event("deployed", day(2), MAC) +
        event("deployed", day(3), { machine: "rosegold" }) +
        event("incident", day(4), { machine: "rosegold", id: "i2" }) +
        event("resolved", day(9), { incident: "i2" }),
      day(17),
    ],
    [
      "ignores an incident that is recorded as resolved before it began",
      event("deployed", day(2), MAC) +
        event("resolved", day(3), { incident: "i3" }) +
        event("incident", day(4), { ...MAC, id: "i3" }),
      day(12),
    ],
    [
      "is unknown during an incident",
      event("deployed", day(2), MAC) + event("incident", day(4), MAC),
      undefined,
    ],
  ])("%s", (_, ledger, opens) => {
    expect(opening(cumulative, ledger)).toEqual(opens);
  });
});

describe("a calendar", () => {
  const calendar = ({ second }: { second: Phase }) =>
    new CalendarGate(second, "calendar", {
      criterion: "nothing important is due",
      of: "readiness",
      busy: [{ from: "2027-01-10", to: "2027-01-12", because: "release" }],
    });
  const deployed = event("deployed", day(1), MAC);

  it.each([
    [day(9, "23:59:59"), day(9, "23:59:59")],
    [day(10), day(13)],
    [day(12, "23:59:59"), day(13)],
    [day(13), day(13)],
  ])("checked on %s", (now, opens) => {
    expect(opening(calendar, deployed, now)).toEqual(opens);
  });

  it("applies after a window that ends on a busy day", () => {
    const both = (phases: { first: Phase; second: Phase }) => {
      calendar(phases);
      new StabilityWindow(phases.first, "stable", { criterion: "ten days", days: 10 });
    };
    expect(opening(both, deployed, day(2))).toEqual(day(13));
  });
});

describe("an attested gate", () => {
  const backup = ({ second }: { second: Phase }) =>
    new AttestedGate(second, "backup", { criterion: "backup exists", of: "readiness" });
  const workflows = ({ first }: { first: Phase }) =>
    new AttestedGate(first, "workflows", { criterion: "all workflows work" });
  const deployed = event("deployed", day(3), MAC);

  it.each<[string, Declare, string, Date | undefined]>([
    ["nothing", backup, deployed, undefined],
    [
      "before the deployment",
      backup,
      deployed + event("attested", day(2), { gate: "second/backup" }),
      day(1),
    ],
    [
      "another gate",
      backup,
      deployed + event("attested", day(2), { gate: "first/backup" }),
      undefined,
    ],
    [
      "how a machine works, before it was deployed",
      workflows,
      deployed + event("attested", day(2), { gate: "first/workflows" }),
      undefined,
    ],
    [
      "how it works now",
      workflows,
      deployed + event("attested", day(4), { gate: "first/workflows" }),
      day(1),
    ],
  ])("%s", (_, declare, ledger, opens) => {
    expect(opening(declare, ledger)).toEqual(opens);
  });
});

describe("a measured gate", () => {
  const builds = ({ first }: { first: Phase }) =>
    new MeasuredGate(first, "network", { criterion: "in the network", command: "true" });
  const measured = (on: Date, result: string, machine = "blackphos") =>
    event("measured", on, { gate: "first/network", machine, result });
  const deployed = event("deployed", day(3), MAC);

  it.each<[string, string, Date | undefined]>([
    ["nothing", "", undefined],
    ["a failure", measured(day(4), "failed"), undefined],
    ["a success", measured(day(4), "passed"), day(1)],
    ["a success before the deployment", measured(day(2), "passed"), undefined],
    [
      "a failure after a success",
      measured(day(4), "passed") + measured(day(5), "failed"),
      undefined,
    ],
    ["a success on another machine", measured(day(4), "passed", "rosegold"), undefined],
  ])("%s", (_, ledger, opens) => {
    expect(opening(builds, deployed + ledger)).toEqual(opens);
  });
});
