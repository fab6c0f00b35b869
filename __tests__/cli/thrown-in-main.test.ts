import { describe, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import {
  DarwinMachine,
  Fleet,
  type FleetApp,
  NixosMachine,
  Tag,
  ValidationError,
} from "../../constructs";

/** What is said of a `main` that throws. */
function diagnosticsOf(main: (app: FleetApp) => void): readonly string[] {
  try {
    createApp(main);
  } catch (error) {
    if (error instanceof ValidationError)
      return error.diagnostics.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
  return [];
}

describe("an error that main throws", () => {
  it("follows the diagnostics of everything declared before it", () => {
    const found = diagnosticsOf((app) => {
      const fleet = new Fleet(app, "infra");
      new NixosMachine(fleet, "-cinnabar", { stateVersion: "25.10" });
      new DarwinMachine(fleet, "blackphos", { stateVersion: 6, zerotierMemberId: "x" });
      throw new TypeError("thrown on purpose");
    });
    expect(found).toEqual([
      "infra/machine:-cinnabar machine-name-invalid",
      "infra/machine:-cinnabar state-version-invalid",
      "infra/machine:blackphos zerotier-member-id-invalid",
      "(app) declaration-failed",
    ]);
  });

  it("does not report what a later line may declare", () => {
    const found = diagnosticsOf((app) => {
      const fleet = new Fleet(app, "infra");
      new Tag(fleet, "server");
      throw new Error("before the machines");
    });
    expect(found).toEqual(["(app) declaration-failed"]);
  });

  it.each([null, undefined, "infra"])("reports a scope that is %s", (scope) => {
    const found = diagnosticsOf((app) => {
      new Fleet(app, "infra");
      new Tag(scope as never, "server");
    });
    expect(found).toEqual(["(app) declaration-failed"]);
  });
});
