import { expect, it } from "vitest";
import { Deviation, Fleet } from "../../constructs";
import { issuesOf } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { mixed } from "../support/mixed-fleet";
import { describeWrongFleets } from "../support/wrong-fleets";

describeWrongFleets("a wrong fleet", [
  {
    mistake: "two deviations with the same name",
    declare: () =>
      mixed(({ fleet }) => {
        const props = { requirement: "a", decision: "b", rationale: "c" };
        new Deviation(fleet, "console", props);
        new Deviation(fleet, "console", props);
      }),
    path: "infra/deviation:console#2",
    code: "deviation-duplicate",
    says: ['duplicate deviation: "console"', "one deviation for each name"],
  },
  {
    mistake: "a fleet with a domain as its name",
    declare: () => {
      const app = testApp();
      new Fleet(app, "infra.example.org");
      return { app };
    },
    path: "infra.example.org",
    code: "fleet-name-invalid",
    says: ['not a valid clan name: "infra.example.org"', "the prop `domain`"],
  },
]);

it("a name can end like the suffix of a duplicate", () => {
  const { app, fleet } = mixed();
  const props = { requirement: "a", decision: "b", rationale: "c" };
  new Deviation(fleet, "nix-darwin", props);
  new Deviation(fleet, "nix-darwin#1700", props);
  expect(issuesOf(app)).toEqual([]);
});
