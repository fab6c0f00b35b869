import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { Backend, type FleetApp, FleetStack } from "../../../constructs";
import { renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";

/** A resource of Terraform itself, which needs no provider. */
function data(scope: Construct, input: string): TerraformResource {
  const resource = new TerraformResource(scope, "data", {
    terraformResourceType: "terraform_data",
    terraformGeneratorMetadata: { providerName: "terraform" },
  });
  resource.addOverride("input", input);
  return resource;
}

/** A stack `reader` with an output that refers to a stack `source`. */
function reader(addSource: (app: FleetApp) => TerraformStack): FleetApp {
  const app = testApp();
  const source = data(addSource(app), "from the source");
  const stack = new FleetStack(app, "reader");
  new TerraformOutput(stack, "read", { value: source.getStringAttribute("output") });
  return app;
}

function rendered(app: FleetApp, stack: string) {
  const file = renderedFiles(app).find(
    ({ path }) => path === `terraform/stacks/${stack}/cdk.tf.json`,
  );
  return JSON.parse(file?.text ?? "null");
}

const SOURCES: readonly [string, string, string, (app: FleetApp) => TerraformStack][] = [
  [
    "without a backend",
    "terraform.tfstate",
    "../source/terraform.tfstate",
    (app) => new FleetStack(app, "source"),
  ],
  [
    "of cdktf's own class without a backend",
    "terraform.tfstate",
    "../source/terraform.tfstate",
    (app) => new TerraformStack(app, "source"),
  ],
  [
    "with a local backend",
    "${state}.tfstate",
    "../source/$${state}.tfstate",
    (app) => new FleetStack(app, "source", { backend: Backend.local("${state}.tfstate") }),
  ],
  [
    "with a local backend in another folder",
    "../../states/source.tfstate",
    "../../states/source.tfstate",
    (app) =>
      new FleetStack(app, "source", { backend: Backend.local("../../states/source.tfstate") }),
  ],
];

describe("the state file", () => {
  it.each(SOURCES)("of a stack %s is where other stacks read it", (_, own, others, addSource) => {
    const app = reader(addSource);
    expect(rendered(app, "source").terraform.backend).toEqual({ local: { path: own } });
    const { terraform_remote_state } = rendered(app, "reader").data;
    expect(Object.values(terraform_remote_state)).toMatchObject([
      { backend: "local", config: { path: others } },
    ]);
  });

  it.each<[string, (app: FleetApp) => TerraformStack]>([
    ["of the default", (app) => new FleetStack(app, "only")],
    ["that it names", (app) => new FleetStack(app, "only", { backend: Backend.local() })],
    ["of cdktf's own class", (app) => new TerraformStack(app, "only")],
  ])("does not reserve the name backend in a stack %s", (_, addStack) => {
    const app = testApp();
    const stack = addStack(app);
    const element = new TerraformOutput(stack, "backend", { value: "mine" });
    const { terraform, output } = rendered(app, "only");
    expect(terraform.backend).toEqual({ local: { path: "terraform.tfstate" } });
    expect({ output, path: element.node.path }).toMatchObject({
      output: { backend: { value: "mine" } },
      path: "only/backend",
    });
  });

  it("is relative in an app with a single plain cdktf stack", () => {
    const app = testApp();
    new TerraformStack(app, "only");
    expect(rendered(app, "only").terraform.backend).toEqual({
      local: { path: "terraform.tfstate" },
    });
  });
});

describeWithTools(["terraform"], "the state file", () => {
  it.each(SOURCES)("of a stack %s is read by Terraform", (_, _own, _others, addSource) => {
    const root = mkdtempSync(join(tmpdir(), "state-file-"));
    for (const { path, text } of renderedFiles(reader(addSource))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const terraform = (stack: string, ...args: string[]) =>
      execFileSync("terraform", args, {
        cwd: join(root, "terraform/stacks", stack),
        encoding: "utf8",
        env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
        stdio: "pipe",
      });
    for (const stack of ["source", "reader"]) {
      terraform(stack, "init", "-input=false");
      terraform(stack, "apply", "-auto-approve", "-input=false");
    }
    expect(terraform("reader", "output", "-raw", "read")).toBe("from the source");
  });
});
