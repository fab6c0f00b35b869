import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { TerraformHclModule, TerraformOutput } from "cdktf";
import { expect, it } from "vitest";
import { Fleet, FleetStack } from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { describeWithTools } from "../support/tools";
import { runProgram } from "./support/run-program";

const MODULE = `variable "zone" { type = string }
output "name" { value = "www.\${var.zone}" }
`;

describeWithTools(["terraform"], "a local module without cdktf's CLI", () => {
  it("is used where it lies", async () => {
    const app = testApp();
    new Fleet(app, "infra");
    const stack = new FleetStack(app, "dns");
    const folder = join(app.outdir, "modules/dns");
    const module = new TerraformHclModule(stack, "dns", {
      source: relative(process.cwd(), folder),
      variables: { zone: "example.org" },
    });
    new TerraformOutput(stack, "name", { value: module.getString("name") });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.tf"), MODULE);
    const path = "terraform/stacks/dns/cdk.tf.json";
    const text = renderedFiles(app).find((file) => file.path === path)?.text ?? "";
    expect(JSON.parse(text).module.dns.source).toBe("../../modules/dns");

    const cwd = join(app.outdir, "stacks/dns");
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(dirname(app.outdir), path), text);
    const { TERRAFORM_BINARY = "terraform", PATH } = process.env;
    const env = { PATH, TF_CLI_CONFIG_FILE: "/dev/null" };
    const run = (...args: readonly string[]) =>
      runProgram([TERRAFORM_BINARY, ...args, "-no-color"], { cwd, env });
    expect(await run("init", "-input=false")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await run("apply", "-auto-approve")).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await run("output", "-raw", "name")).stdout).toBe("www.example.org");
  });
});
