import { describe, expect, it } from "vitest";
import { AttestedGate, CalendarGate, type Phase, StabilityWindow } from "../../../constructs";
import { renderedFiles } from "../../support/diagnostics";
import { day, event, type TwoMacs, twoMacs } from "./support";

function gates({ first, second }: { readonly first: Phase; readonly second: Phase }): void {
  new StabilityWindow(first, "stable", { criterion: "stable for a week", days: 7 });
  new AttestedGate(second, "backup", { criterion: "a backup exists", of: "readiness" });
  new CalendarGate(second, "calendar", {
    criterion: "nothing important is due",
    of: "readiness",
    busy: [{ from: "2027-01-10", to: "2027-01-12", because: "release" }],
  });
}

function stackOf({ app }: TwoMacs, name: string) {
  const file = renderedFiles(app).find(({ path }) => path.endsWith(`${name}/cdk.tf.json`));
  const json = JSON.parse(file?.text ?? "");
  return { json, resource: json.resource.null_resource[`activate-${name}`] };
}

const FIRST = { machine: "blackphos" };

describe("the first deployment of a machine", () => {
  it("is rejected by Terraform with a message for each gate", () => {
    const fleet = twoMacs(gates);
    fleet.migration.readLedger(event("deployed", day(2), FIRST));
    const { json, resource } = stackOf(fleet, "rosegold");
    expect(json.locals["gates-rosegold"]).toEqual({
      "first/stable": { from: "2027-01-09T00:00:00Z" },
      "second/backup": { open: false },
      "second/calendar": { until: "2027-01-10T00:00:00Z", from: "2027-01-13T00:00:00Z" },
    });
    const local = (gate: string) => `local.gates-rosegold["${gate}"]`;
    expect(resource.lifecycle.precondition).toEqual([
      {
        condition: `\${timecmp(plantimestamp(), ${local("first/stable")}.from) >= 0}`,
        error_message:
          "second: gate first/stable blocks the first deployment of rosegold: blackphos has been stable since 2027-01-02 00:00 UTC; it must be stable for 7 days. To open it: wait until 2027-01-09 00:00 UTC",
      },
      {
        condition: `\${${local("second/backup")}.open}`,
        error_message:
          "second: gate second/backup blocks the first deployment of rosegold: not attested: a backup exists. To open it: fleet migration attest second/backup --evidence PATH",
      },
      {
        condition: `\${timecmp(plantimestamp(), ${local("second/calendar")}.until) < 0 || timecmp(plantimestamp(), ${local("second/calendar")}.from) >= 0}`,
        error_message:
          "second: gate second/calendar blocks the first deployment of rosegold: busy from 2027-01-10 to 2027-01-12: release. To open it: wait until 2027-01-13",
      },
    ]);
  });

  it("has no gates after it is recorded, even with an incident", () => {
    const fleet = twoMacs(gates);
    fleet.migration.readLedger(
      event("deployed", day(3), { machine: "rosegold" }) + event("incident", day(4), FIRST),
    );
    const { json, resource } = stackOf(fleet, "rosegold");
    expect(json.locals).not.toHaveProperty("gates-rosegold");
    expect(resource.lifecycle).toBeUndefined();
  });

  it("only causes a warning if the phase overrides its gates", () => {
    const fleet = twoMacs(gates, { because: "the old disk is dying" });
    const { json, resource } = stackOf(fleet, "rosegold");
    expect(resource.lifecycle).toBeUndefined();
    expect(json.check["gates-rosegold-overridden"].assert[0].error_message).toBe(
      "second: gate first/deployed blocks the first deployment of rosegold: blackphos is not deployed. To open it: deploy it; if it is already deployed, run: fleet migration record deployed --machine blackphos --at TIME. The gate is overridden: the old disk is dying",
    );
  });

  it("is not blocked for the first machine of a migration without gates", () => {
    expect(stackOf(twoMacs(), "blackphos").resource.lifecycle).toBeUndefined();
  });

  it("renders the same bytes for the same ledger on any day", () => {
    const texts = [1, 2].map(() => {
      const fleet = twoMacs(gates);
      fleet.migration.readLedger(
        '{"id":"d","at":"2027-01-02T00:00:00Z","kind":"deployed","machine":"blackphos","by":"ada"}\n',
      );
      return renderedFiles(fleet.app).map(({ text }) => text);
    });
    expect(texts[0]).toEqual(texts[1]);
  });
});
