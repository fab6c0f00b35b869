import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Fleet, FleetStack, NixosMachine, publicVar, VarsGenerator } from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { describeWithTools } from "../support/tools";
import { runProgram } from "./support/run-program";

const FILES = { key: {}, "key.pub": { secret: false } } as const;
const SCRIPT = "echo a > $out/key; echo b > $out/key.pub";

/** A stack whose outputs are public vars, and the text of its file. */
function stackText(): string {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const props = { files: FILES, script: SCRIPT };
  const generator = new VarsGenerator(fleet, "wireguard", props);
  const shared = new VarsGenerator(fleet, "common", { ...props, share: true });
  const machine = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    vars: [generator, shared],
  });
  const stack = new FleetStack(app, "dns");
  const address = VarsGenerator.ofClan("zerotier-ip-cinnabar-zerotier");
  const outputs = {
    address: publicVar({ generator: address, file: "ip" }),
    common: publicVar({ machine, generator: shared, file: "key.pub" }),
    key: publicVar({ machine, generator, file: "key.pub" }),
  };
  for (const [id, value] of Object.entries(outputs)) new TerraformOutput(stack, id, { value });
  const path = "terraform/stacks/dns/cdk.tf.json";
  return renderedFiles(app).find((file) => file.path === path)?.text ?? "";
}

const VARS = {
  "vars/shared/zerotier-ip-cinnabar-zerotier/ip/value": "fd5d:bbe3:cbc5:fe6b::1\n",
  "vars/shared/common/key.pub/value": "common",
  "vars/per-machine/cinnabar/wireguard/key.pub/value": "own\n",
};

/** Plans and applies the stack in a repository with these files. */
async function applied(files: { readonly [path: string]: string }) {
  const root = mkdtempSync(join(tmpdir(), "public-var-"));
  const folder = join(root, "terraform/stacks/dns");
  const all = { ...files, "terraform/stacks/dns/cdk.tf.json": stackText() };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { TERRAFORM_BINARY = "terraform", PATH } = process.env;
  const env = { PATH, TF_CLI_CONFIG_FILE: "/dev/null" };
  const run = (...args: readonly string[]) =>
    runProgram([TERRAFORM_BINARY, ...args, "-no-color"], { cwd: folder, env });
  await run("init", "-input=false");
  const { exitCode, stderr } = await run("apply", "-auto-approve", "-input=false");
  const outputs = JSON.parse((await run("output", "-json")).stdout);
  return { exitCode, stderr, outputs };
}

describeWithTools(["terraform"], "a public var in Terraform", () => {
  it("is what the file in the repository says", async () => {
    const { exitCode, outputs } = await applied(VARS);
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({
      address: { value: "fd5d:bbe3:cbc5:fe6b::1" },
      common: { value: "common" },
      key: { value: "own" },
    });
  });

  it("that clan has not made yet fails the plan, which names the file", async () => {
    const { "vars/shared/common/key.pub/value": _, ...others } = VARS;
    const { exitCode, stderr } = await applied(others);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("../../../vars/shared/common/key.pub/value");
  });
});

describe("a public var's reference", () => {
  it("does not compile for a secret", () => {
    const fleet = new Fleet(testApp(), "infra");
    const generator = new VarsGenerator(fleet, "wireguard", { files: FILES, script: SCRIPT });
    const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
    // @ts-expect-error `key` is secret
    publicVar({ machine, generator, file: "key" });
    // @ts-expect-error no such file
    publicVar({ machine, generator, file: "key.public" });
    expect(publicVar({ machine, generator, file: "key.pub" })).toContain("TfToken");
  });
});
