import { expect, it } from "vitest";
import { ClanService, NixosMachine } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";

/** The errors of a backup with these settings of its clients. */
function errorsOf(settings: object) {
  const { app } = fleetWith((fleet) => {
    const machines = ["cinnabar", "verdigris"].map(
      (name) => new NixosMachine(fleet, name, { stateVersion: "25.11" }),
    );
    const [first] = machines;
    const server = { machines: first ? [{ machine: first, settings: {} }] : [] };
    const roles = { client: { machines, settings }, server };
    new ClanService(fleet, "backup", { service: "borgbackup", roles });
  });
  return issuesOf(app)
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message.split("\n")[0]}`);
}

it("an undefined setting of a role is one error", () => {
  expect(errorsOf({ exclude: undefined })).toEqual([
    expect.stringContaining("backup.client.exclude: undefined is not a Nix value"),
  ]);
});

it("a setting of a role that is null is one error", () => {
  expect(errorsOf({ exclude: null })).toEqual([
    expect.stringContaining("setting of backup.client: exclude must be a list of strings"),
  ]);
});

it("a valid setting of a role is none", () => {
  expect(errorsOf({ exclude: ["*.tmp"] })).toEqual([]);
});
