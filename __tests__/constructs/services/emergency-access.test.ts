import { expect, it } from "vitest";
import { EmergencyAccess, type NixosMachine } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("wrong emergency access", [
  {
    mistake: "emergency access for a Mac",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const machines: object[] = [blackphos];
        new EmergencyAccess(fleet, "emergency-access", { machines: machines as NixosMachine[] });
      }),
    path: "infra/emergency-access:emergency-access",
    code: "role-without-effect",
    says: ['emergency access has no effect on a Mac: ["blackphos"]', "NixOS machines, and tags"],
  },
]);

it("emergency access of a tag applies to its NixOS machines", () => {
  const { app, fleet, everywhere } = mixed();
  new EmergencyAccess(fleet, "emergency-access", { machines: [everywhere] });
  expect(issuesOf(app)).toEqual([]);
  const machines = fleet.services[0]?.roles[0]?.allMachines.map(({ name }) => name);
  expect(machines).toEqual(["cinnabar", "verdigris"]);
});
