import { TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  Backend,
  FleetStack,
  type FleetStackProps,
  Passphrase,
  StateEncryption,
} from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

const passphrase = Passphrase.fromClanSecret("tf-passphrase");
const encryption = StateEncryption.pbkdf2({ passphrase });
const GCP_KEY = "projects/p/locations/global/keyRings/r/cryptoKeys/k";

function stackWith(props: FleetStackProps) {
  const app = testApp();
  return { app, stack: new FleetStack(app, "a", props) };
}

/** The block `terraform` of a stack. */
function settingsOf(props: FleetStackProps) {
  return stackWith(props).stack.toTerraform().terraform;
}

describe("an encrypted stack", () => {
  it("has a key provider, a method, and both enforced for state and plan", () => {
    const { stack } = stackWith({ encryption });
    const block = {
      key_provider: { pbkdf2: { state_encryption_password: { passphrase: "${var.passphrase}" } } },
      method: {
        aes_gcm: {
          encryption_method: { keys: "${key_provider.pbkdf2.state_encryption_password}" },
        },
      },
      plan: { enforced: true, method: "method.aes_gcm.encryption_method" },
      state: { enforced: true, method: "method.aes_gcm.encryption_method" },
    };
    for (const json of [stack.toTerraform(), stack.toTerranix()]) {
      expect(json).toMatchObject({
        terraform: { encryption: block },
        variable: { passphrase: { sensitive: true, type: "string" } },
      });
    }
  });

  it.each([
    ["awsKms", StateEncryption.awsKms({ keyId: "alias/states" }), ">= 1.7"],
    ["gcpKms", StateEncryption.gcpKms({ key: GCP_KEY }), ">= 1.7"],
    ["openBao", StateEncryption.openBao({ keyName: "states" }), ">= 1.8"],
    ["external", StateEncryption.external({ command: ["./key"] }), ">= 1.10"],
    ["fromEnvironment", StateEncryption.fromEnvironment(), ">= 1.7"],
    ["pbkdf2", encryption, ">= 1.7"],
    [
      "pbkdf2 of a program",
      StateEncryption.pbkdf2({ passphrase: Passphrase.fromCommand(["./key"]) }),
      ">= 1.10",
    ],
  ])("requires an OpenTofu version with %s, without a diagnostic", (_, given, version) => {
    const { app, stack } = stackWith({ encryption: given });
    expect(stack.toTerraform().terraform).toMatchObject({ required_version: version });
    expect(issuesOf(app)).toEqual([]);
  });

  it("also has the requirements of its backend", () => {
    const backend = Backend.s3({ bucket: "states", key: "a.tfstate", region: "fsn1" });
    expect(settingsOf({ encryption, backend })).toMatchObject({ required_version: ">= 1.10" });
  });

  it.each([">= 1.5", "~> 1.6", "~> 1.10.0", ">= 1.7, < 2", "1.10.6", "!= 1.8.0", "< 1.7.1"])(
    "can require %s",
    (requiredVersion) => {
      expect(issuesOf(stackWith({ encryption, requiredVersion }).app)).toEqual([]);
    },
  );

  it("is not enforced with a fallback to an unencrypted state", () => {
    const fallback = "unencrypted";
    const given = StateEncryption.pbkdf2({ passphrase, fallback });
    expect(settingsOf({ encryption: given })).toMatchObject({
      encryption: {
        plan: { enforced: true },
        state: {
          method: "method.aes_gcm.encryption_method",
          fallback: { method: "method.unencrypted.migration" },
        },
      },
    });
    expect(settingsOf({ encryption: given })).not.toHaveProperty("encryption.state.enforced");
  });

  it("reads the state of another stack with the same encryption", () => {
    const app = testApp();
    const zone = new TerraformLocal(new FleetStack(app, "network", { encryption }), "zone", "fsn1");
    const servers = new FleetStack(app, "servers", { encryption });
    new TerraformOutput(servers, "zone", { value: zone.asString });
    const path = "terraform/stacks/servers/cdk.tf.json";
    const text = renderedFiles(app).find((file) => file.path === path)?.text ?? "";
    const { data, terraform } = JSON.parse(text);
    const [source = ""] = Object.keys(data.terraform_remote_state);
    expect(terraform.encryption.remote_state_data_sources).toEqual({
      remote_state_data_source: { [source]: { method: "method.aes_gcm.encryption_method" } },
    });
  });
});

describeWrongFleets("a state encryption", [
  ...["~> 1.5.0", "< 1.6", "<= 1.6", "1.5.7", "= 1.6.2", "< 1.7", ">= 1.5, < 1.7.0"].map(
    (requiredVersion) => ({
      mistake: `a stack with the required version ${requiredVersion}`,
      declare: () => stackWith({ encryption, requiredVersion }),
      path: "a",
      code: "encryption-needs-opentofu",
      says: [`"${requiredVersion}"`, "OpenTofu >= 1.7; no version of Terraform", "use tofu"],
    }),
  ),
  {
    mistake: "a fallback with the same key provider",
    declare: () =>
      stackWith({
        encryption: StateEncryption.pbkdf2({
          passphrase: Passphrase.fromEnvironment("second"),
          methodName: "second",
          fallback: encryption,
        }),
      }),
    path: "a",
    code: "encryption-name-duplicate",
    says: ['"key_provider.pbkdf2.state_encryption_password"', "unique names", "change `name`"],
  },
  {
    mistake: "a fallback with the same method",
    declare: () =>
      stackWith({
        encryption: StateEncryption.awsKms({ keyId: "alias/states", fallback: encryption }),
      }),
    path: "a",
    code: "encryption-name-duplicate",
    says: ['"method.aes_gcm.encryption_method"', "unique names", "`methodName`"],
  },
  {
    mistake: "too few iterations",
    declare: () => stackWith({ encryption: StateEncryption.pbkdf2({ passphrase, iterations: 1 }) }),
    path: "a",
    code: "encryption-setting-invalid",
    says: ["iterations of the state encryption is invalid: 1", "200,000 or more", "leave it out"],
  },
  {
    mistake: "a command without a program",
    declare: () => stackWith({ encryption: StateEncryption.external({ command: [] }) }),
    path: "a",
    code: "encryption-setting-invalid",
    says: ["command of the key provider is empty: []", "a program", "prints the key"],
  },
  {
    mistake: "an invalid name of a passphrase secret",
    declare: () =>
      stackWith({
        encryption: StateEncryption.pbkdf2({ passphrase: Passphrase.fromClanSecret("a b") }),
      }),
    path: "a",
    code: "clan-secret-name-invalid",
    says: ['"a b"', "a letter or digit", "clan secrets list"],
  },
  {
    mistake: "a variable that the stack also declares",
    declare: () => {
      const one = stackWith({ encryption });
      new TerraformVariable(one.stack, "passphrase", { sensitive: true });
      return one;
    },
    path: "a/passphrase",
    code: "terraform-address-duplicate",
    says: [
      '"var.passphrase"',
      "a/fleet:encryption/passphrase already has this one",
      "change the logical id",
    ],
  },
  {
    mistake: "a stack that reads an encrypted state without its key",
    declare: () => {
      const app = testApp();
      const network = new FleetStack(app, "network", { encryption });
      const zone = new TerraformLocal(network, "zone", "fsn1");
      const own = StateEncryption.pbkdf2({ passphrase: Passphrase.fromEnvironment() });
      const servers = new FleetStack(app, "servers", { encryption: own });
      new TerraformOutput(servers, "zone", { value: zone.asString });
      return { app };
    },
    path: "servers",
    code: "encryption-of-read-state",
    says: ['"network"', "the same StateEncryption for both", "in a constant"],
  },
]);
