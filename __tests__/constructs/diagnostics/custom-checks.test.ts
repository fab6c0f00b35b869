import { expect, it } from "vitest";
import { createApp } from "../../../cli/app";
import { addCheck, Fleet } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

const FINDING = {
  code: "shop/owner",
  summary: "no owner",
  value: null,
  allowed: "one",
  remedy: "add",
};

/** A check as JavaScript can write it. */
function issuesOfCheck(check: unknown) {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  Reflect.apply(addCheck, undefined, [fleet, check]);
  return issuesOf(app);
}

it.each<[string, unknown, string]>([
  ["null", () => null, "null"],
  ["a text", () => "no owner", '"no owner"'],
  ["a promise", async () => [], '"an object of Promise"'],
  ["a list of texts", () => ["no owner"], '"no owner"'],
  ["a hole", () => [FINDING, undefined], "null"],
  ["an error", () => [new Error("no owner")], '"an object of Error"'],
  ["a finding without a remedy", () => [{ ...FINDING, remedy: undefined }], '"an object"'],
  ["a finding of another severity", () => [{ ...FINDING, severity: "fatal" }], '"an object"'],
  ["a check that is not a function", [null], "null"],
])("a check that returns %s is an error at its construct", (_, check, value) => {
  const issues = issuesOfCheck(check).filter(({ code }) => code !== FINDING.code);
  expect(issues).toMatchObject([{ path: "infra", code: "wrong-type", severity: "error" }]);
  expect(issues[0]?.message).toContain(`custom check does not return findings: ${value}`);
});

it("a check can return findings in a list or a generator", () => {
  const codes = (check: unknown) => issuesOfCheck(check).map(({ code }) => code);
  expect(codes(() => [FINDING, { ...FINDING, severity: "warning" }])).toEqual([
    "shop/owner",
    "shop/owner",
  ]);
  expect(
    codes(function* () {
      yield FINDING;
    }),
  ).toEqual(["shop/owner"]);
});

it.each([
  ["nothing", undefined, "null"],
  ["an object", { code: 5 }, "an object"],
  ["an object without a text", Object.create(null), "an object"],
  [
    "an error without a message",
    Object.assign(new Error(), { message: null }),
    "an object of Error",
  ],
])("main that throws %s is an error without a stack trace", (_, thrown, text) => {
  const main = () => {
    throw thrown;
  };
  expect(() => createApp(main)).toThrow(`a value that is not an Error was thrown: ${text}`);
});
