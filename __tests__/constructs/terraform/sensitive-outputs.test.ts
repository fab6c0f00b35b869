import { Fn, TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { expect, it } from "vitest";
import { expression, type FleetStack } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { oneMachine } from "../../support/fleets";

const password = (stack: FleetStack) =>
  new TerraformVariable(stack, "password", { type: "string", sensitive: true }).stringValue;

it.each<[string, (stack: FleetStack) => unknown, string]>([
  ["a sensitive variable", (stack) => Fn.upper(password(stack)), "var.password"],
  [
    "a local of a sensitive variable",
    (stack) => new TerraformLocal(stack, "login", { password: password(stack) }).expression,
    "local.login, which is var.password",
  ],
  ["a value that Terraform marks", () => Fn.sensitive("x"), "sensitive("],
  [
    "a secret beside a part that Terraform prints",
    (stack) => [Fn.nonsensitive(Fn.sha256("${var.other}")), password(stack)],
    "var.password",
  ],
])("an output of %s must be sensitive", (_, value, reference) => {
  const { app, stack } = oneMachine();
  new TerraformOutput(stack, "shown", { value: value(stack) });
  const [issue, ...others] = issuesOf(app);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ path: "hetzner/shown", code: "output-not-sensitive" });
  expect(issue?.message).toContain(`"${reference}"`);
});

it.each<[string, (stack: FleetStack) => unknown]>([
  ["the part of a secret that Terraform prints", (stack) => Fn.nonsensitive(password(stack))],
  [
    "a nested call of nonsensitive",
    (stack) => Fn.join("-", ["x", Fn.nonsensitive(Fn.sha256(Fn.upper(password(stack))))]),
  ],
  [
    "a local of it",
    (stack) => new TerraformLocal(stack, "id", Fn.nonsensitive(password(stack))).expression,
  ],
  ["a text about secrets", () => "sensitive(x) is a function"],
  ["another variable", () => expression("var.insensitive")],
])("an output can be %s", (_, value) => {
  const { app, stack } = oneMachine();
  new TerraformOutput(stack, "shown", { value: value(stack) });
  expect(issuesOf(app)).toEqual([]);
});
