import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Backend, FleetStack } from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { testApp } from "../support/fleets";
import { describeWithTools } from "../support/tools";
import { ObjectStore } from "./support/object-store";
import { runProgram } from "./support/run-program";

let store: ObjectStore;
let endpoint: string;

beforeEach(async () => {
  store = new ObjectStore();
  endpoint = await store.start();
});

afterEach(() => store.stop());

/**
 * Runs Terraform in a folder as a person does who has the keys of the store, trusts it, and has what the
 * stack says in the environment. Terraform ≥ 1.11.2 fails without the latter.
 */
function terraform(cwd: string, { environment }: FleetStack, ...args: readonly string[]) {
  const { TERRAFORM_BINARY = "terraform", PATH } = process.env;
  const env = {
    PATH,
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "key",
    AWS_CA_BUNDLE: store.certificate,
    AWS_MAX_ATTEMPTS: "1",
    TF_CLI_CONFIG_FILE: "/dev/null",
    ...Object.fromEntries(environment.map(({ name, value }) => [name, String(value)])),
  };
  return runProgram([TERRAFORM_BINARY, ...args, "-input=false", "-no-color"], { cwd, env });
}

describeWithTools(["terraform", "openssl"], "the state in an S3-compatible store", () => {
  it("is written and read by Terraform", async () => {
    const backend = Backend.s3({ bucket: "state", key: "fleet/a.tfstate", region: "eu", endpoint });
    const stack = new FleetStack(testApp(), "a", { backend });
    new TerraformOutput(stack, "greeting", { value: "hello" });
    const folder = mkdtempSync(join(tmpdir(), "s3-backend-"));
    writeFileSync(join(folder, "cdk.tf.json"), printJson(stack.toTerraform()));

    expect(await terraform(folder, stack, "init")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await terraform(folder, stack, "apply", "-auto-approve")).toMatchObject({ exitCode: 0 });
    expect([...store.objects.keys()]).toEqual(["/state/fleet/a.tfstate"]);
    expect((await terraform(folder, stack, "plan", "-detailed-exitcode")).exitCode).toBe(0);
  });
});
