import { describe, expect, it } from "vitest";
import { addCheck, type Finding, Location, Tag, User, ValidationError } from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { oneMachine, server } from "../../support/fleets";
import { PRIVATE_KEY } from "../../support/secrets";

describe("a wrong fleet", () => {
  it("never prints a secret", () => {
    const { app, fleet } = oneMachine();
    new User(fleet, "crs58", { sshKeys: [PRIVATE_KEY] });
    const { message } = new ValidationError(app.diagnostics().open);
    expect(message).not.toContain("b3BlbnNzaA");
  });

  it("has all its errors reported at once, for Nix and Terraform", () => {
    const { app, fleet } = server({ location: Location.ASH });
    new Tag(fleet, "all");
    new Tag(fleet, "cloud");
    expect(() => renderedFiles(app)).toThrow(ValidationError);
    expect(() => renderedFiles(app)).toThrow(/the fleet has 2 errors; nothing was written/);
    expect(issuesOf(app).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error server-type-not-in-location",
      "error tag-reserved",
      "warning tag-unused",
    ]);
  });

  it("shows the message of a user's check that throws", () => {
    const { app, fleet } = oneMachine();
    const rules: unknown = 5;
    addCheck(fleet, () => (rules as Finding[]).flat());
    const [issue] = issuesOf(app);
    expect(issue?.path).toBe("infra");
    expect(issue?.message).toContain("rules.flat is not a function");
  });
});
