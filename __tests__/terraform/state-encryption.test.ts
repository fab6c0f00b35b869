import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput, TerraformResource } from "cdktf";
import { expect, it } from "vitest";
import { type FleetApp, FleetStack, Passphrase, StateEncryption } from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { describeWithTools } from "../support/tools";
import { runProgram } from "./support/run-program";

const CLEAR = "what-nobody-may-read";
const OUTER = { TF_VAR_passphrase: "correct horse battery staple" };
const passphrase = Passphrase.fromClanSecret("tf-passphrase");
/** As few as OpenTofu takes: each command derives the key anew. */
const iterations = 200_000;
const encryption = StateEncryption.pbkdf2({ passphrase, iterations });

/** A stack whose state holds the text. */
function stackWith(app: FleetApp, given?: StateEncryption, id = "secrets"): TerraformResource {
  const stack = new FleetStack(app, id, given && { encryption: given });
  const kept = new TerraformResource(stack, "kept", {
    terraformResourceType: "terraform_data",
    terraformGeneratorMetadata: { providerName: "terraform" },
  });
  kept.addOverride("input", CLEAR);
  return kept;
}

/** OpenTofu, or Terraform, in a folder with this configuration, and nothing of the person who runs the test. */
class Program {
  readonly folder = mkdtempSync(join(tmpdir(), "encrypted-stack-"));

  constructor(private readonly binary = "tofu") {}

  configure(app: FleetApp, stack = "secrets"): void {
    const path = `terraform/stacks/${stack}/cdk.tf.json`;
    const file = renderedFiles(app).find((other) => other.path === path);
    writeFileSync(join(this.folder, "cdk.tf.json"), file?.text ?? "");
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = OUTER) {
    const own = { PATH: process.env.PATH, HOME: this.folder, TF_CLI_CONFIG_FILE: "/dev/null" };
    return runProgram([this.binary, ...args, "-no-color"], {
      cwd: this.folder,
      env: { ...own, ...env },
    });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "latin1");
  }
}

/** A program with a stack of this encryption, initialized. */
async function tofuWith(given?: StateEncryption, env?: NodeJS.ProcessEnv): Promise<Program> {
  const app = testApp();
  stackWith(app, given);
  const tofu = new Program();
  tofu.configure(app);
  expect(await tofu.run(["init", "-input=false"], env)).toMatchObject({ exitCode: 0 });
  return tofu;
}

const APPLY = ["apply", "-auto-approve", "-input=false"];
const PLAN = ["plan", "-detailed-exitcode", "-input=false"];

describeWithTools(["tofu"], "an encrypted state, by OpenTofu", () => {
  it("holds no clear text, and neither does a plan", async () => {
    const tofu = await tofuWith(encryption);
    await tofu.run(["plan", "-input=false", "-out=saved"]);
    expect(await tofu.run(APPLY)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(tofu.read("saved")).not.toContain(CLEAR);
    const state = tofu.read("terraform.tfstate");
    expect(state).toContain("key_provider.pbkdf2.state_encryption_password");
    expect(state).not.toContain(CLEAR);
    expect(state).not.toContain("terraform_data");
    expect((await tofu.run(["show", "-json"])).stdout).toContain(CLEAR);
    expect((await tofu.run(PLAN)).exitCode).toBe(0);
  });

  it("cannot be read with another passphrase, or none", async () => {
    const tofu = await tofuWith(encryption);
    await tofu.run(APPLY);
    const other = await tofu.run(PLAN, { TF_VAR_passphrase: "another passphrase than that" });
    expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("decryption") });
    const none = await tofu.run(PLAN, {});
    expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("var.passphrase") });
  });

  it("takes over a state that was in the clear", async () => {
    const tofu = await tofuWith();
    await tofu.run(APPLY);
    expect(tofu.read("terraform.tfstate")).toContain(CLEAR);

    const refused = testApp();
    stackWith(refused, encryption);
    tofu.configure(refused);
    expect((await tofu.run(PLAN)).stderr).toContain("unencrypted");

    const app = testApp();
    stackWith(app, StateEncryption.pbkdf2({ passphrase, iterations, fallback: "unencrypted" }));
    tofu.configure(app);
    expect((await tofu.run(PLAN)).exitCode).toBe(0);
    expect((await tofu.run(APPLY)).exitCode).toBe(0);
    tofu.configure(refused);
    expect((await tofu.run(PLAN)).exitCode).toBe(0);
    expect(tofu.read("terraform.tfstate")).not.toContain(CLEAR);
  });

  it("takes over a state with another passphrase", async () => {
    const tofu = await tofuWith(encryption);
    await tofu.run(APPLY);
    const app = testApp();
    stackWith(
      app,
      StateEncryption.pbkdf2({
        passphrase: Passphrase.fromEnvironment("second"),
        iterations,
        name: "second",
        methodName: "second",
        fallback: encryption,
      }),
    );
    tofu.configure(app);
    const both = { ...OUTER, TF_VAR_second: "a second passphrase of that state" };
    expect(await tofu.run(APPLY, both)).toMatchObject({ exitCode: 0 });
    expect(tofu.read("terraform.tfstate")).toContain("key_provider.pbkdf2.second");
  });

  it("is read by another stack with the same encryption", async () => {
    const app = testApp();
    const kept = stackWith(app, encryption);
    const reading = new FleetStack(app, "reading", { encryption });
    new TerraformOutput(reading, "read", { value: kept.getStringAttribute("output") });
    const tofu = new Program();
    tofu.configure(app);
    await tofu.run(["init", "-input=false"]);
    await tofu.run(APPLY);

    const reader = new Program();
    reader.configure(app, "reading");
    const json = JSON.parse(reader.read("cdk.tf.json"));
    const [source = ""] = Object.keys(json.data.terraform_remote_state);
    const path = join(tofu.folder, "terraform.tfstate");
    json.data.terraform_remote_state[source].config = { path };
    writeFileSync(join(reader.folder, "cdk.tf.json"), JSON.stringify(json));
    await reader.run(["init", "-input=false"]);
    expect(await reader.run(APPLY)).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await reader.run(["output", "-raw", "read"])).stdout).toBe(CLEAR);
  });

  it("is never written in the clear where the key is in the environment and missing", async () => {
    const app = testApp();
    stackWith(app, StateEncryption.fromEnvironment());
    const tofu = new Program();
    tofu.configure(app);
    expect((await tofu.run(["init", "-input=false"], {})).exitCode).toBe(1);
    const method = "method = method.aes_gcm.m";
    const TF_ENCRYPTION = [
      'key_provider "pbkdf2" "p" {\n  passphrase = "correct horse battery staple"\n}',
      'method "aes_gcm" "m" {\n  keys = key_provider.pbkdf2.p\n}',
      `state {\n  ${method}\n}\nplan {\n  ${method}\n}`,
    ].join("\n");
    await tofu.run(["init", "-input=false"], { TF_ENCRYPTION });
    expect(await tofu.run(APPLY, { TF_ENCRYPTION })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(tofu.read("terraform.tfstate")).not.toContain(CLEAR);
  });

  it("is encrypted with what a program prints, as a key or as a passphrase", async () => {
    const folder = mkdtempSync(join(tmpdir(), "key-program-"));
    const program = join(folder, "key.sh");
    const key = Buffer.from("k".repeat(32)).toString("base64");
    const keys = `{"encryption_key":"${key}","decryption_key":"${key}"}`;
    writeFileSync(
      program,
      `echo '{"magic":"OpenTofu-External-Key-Provider","version":1}'
if [ "$(cat)" = null ]; then echo '{"keys":{"encryption_key":"${key}"},"meta":{"external_data":{}}}'
else echo '{"keys":${keys},"meta":{"external_data":{}}}'; fi`,
    );
    const command = ["sh", program];
    for (const given of [
      StateEncryption.external({ command }),
      StateEncryption.pbkdf2({ passphrase: Passphrase.fromCommand(command), iterations }),
    ]) {
      const tofu = await tofuWith(given, {});
      expect(await tofu.run(APPLY, {})).toMatchObject({ exitCode: 0, stderr: "" });
      expect(tofu.read("terraform.tfstate")).not.toContain(CLEAR);
      expect((await tofu.run(PLAN, {})).exitCode).toBe(0);
    }
  });

  it.each([
    [
      "awsKms",
      StateEncryption.awsKms({ keyId: "alias/states", region: "eu-central-1" }),
      "No valid credential sources found",
    ],
    [
      "gcpKms",
      StateEncryption.gcpKms({ key: "projects/p/locations/global/keyRings/r/cryptoKeys/k" }),
      "credential",
    ],
    [
      "openBao",
      StateEncryption.openBao({ keyName: "states", address: "http://127.0.0.1:1" }),
      "connection refused",
    ],
  ])("asks the key service of %s for the key", async (_, given, answer) => {
    const app = testApp();
    stackWith(app, given);
    const tofu = new Program();
    tofu.configure(app);
    const { stderr } = await tofu.run(["init", "-input=false"], {
      AWS_EC2_METADATA_DISABLED: "true",
      GOOGLE_CREDENTIALS: "{}",
      BAO_MAX_RETRIES: "0",
    });
    expect(stderr).toContain(answer);
  });
});

describeWithTools(["terraform"], "an encrypted state, by Terraform", () => {
  it("is refused before Terraform reads or writes a state", async () => {
    const app = testApp();
    stackWith(app, encryption);
    const terraform = new Program("terraform");
    terraform.configure(app);
    const { exitCode, stderr } = await terraform.run(["init", "-input=false"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No argument or block type is named "encryption"');
    expect((await terraform.run(APPLY)).exitCode).toBe(1);
    expect(() => terraform.read("terraform.tfstate")).toThrow("ENOENT");
  });
});
