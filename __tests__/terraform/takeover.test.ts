import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SshKey } from "@cdktf/provider-hcloud/lib/ssh-key";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DeployKey } from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { renderedFiles } from "../support/diagnostics";
import { type OneMachine, oneMachine, SERVER } from "../support/fleets";
import { ED25519 } from "../support/secrets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\nHOST_NAME=cinnabar\\n'");
});

afterEach(() => world.stop());

/** Terraform in the folder of the stack, with this configuration. */
async function terraformWith(json: unknown): Promise<Terraform> {
  const folder = join(world.directory, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(json));
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return terraform;
}

function rendered({ app }: OneMachine): unknown {
  const path = "terraform/stacks/hetzner/cdk.tf.json";
  return JSON.parse(renderedFiles(app).find((file) => file.path === path)?.text ?? "");
}

function installs(): number {
  return standIns.calls.filter(([program, noun]) => program === "clan" && noun === "machines")
    .length;
}

const SECRET = `jq -n --arg secret "$(clan secrets get hetzner-api-token)" '{"secret":$secret}'`;
const PROVIDERS = ["external", "local", "null", "tls"].map((name) => [
  name,
  { source: `hashicorp/${name}` },
]);

/** What all configurations by hand have, as terranix renders it. */
function byHand(resource: object): object {
  return {
    data: { external: { "hetzner-api-token": { program: ["bash", "-c", SECRET] } } },
    provider: { hcloud: { token: "${data.external.hetzner-api-token.result.secret}" } },
    resource,
    terraform: {
      required_providers: {
        ...Object.fromEntries(PROVIDERS),
        hcloud: { source: "hetznercloud/hcloud" },
      },
    },
  };
}

function install(keyFile: string): string {
  return `clan machines install cinnabar --update-hardware-config nixos-facter --target-host root@\${hcloud_server.cinnabar.ipv4_address} -i '\${local_sensitive_file.${keyFile}.filename}' --yes`;
}

const CINNABAR = {
  image: "debian-12",
  location: "fsn1",
  name: "cinnabar",
  server_type: "cx53",
};

/** As clan's own infrastructure and what follows it is written. */
const USUAL = byHand({
  hcloud_server: { cinnabar: { ...CINNABAR, ssh_keys: ["${hcloud_ssh_key.terraform.id}"] } },
  hcloud_ssh_key: {
    terraform: {
      name: "infra-terraform-deploy",
      public_key: "${tls_private_key.ssh_deploy_key.public_key_openssh}",
    },
  },
  local_sensitive_file: {
    ssh_deploy_key: {
      content: "${tls_private_key.ssh_deploy_key.private_key_openssh}",
      file_permission: "600",
      filename: "${path.module}/.terraform-deploy-key",
    },
  },
  null_resource: {
    "install-cinnabar": { provisioner: { "local-exec": { command: install("ssh_deploy_key") } } },
  },
  tls_private_key: { ssh_deploy_key: { algorithm: "ED25519" } },
});

/** With all that people write otherwise: triggers, a person's key, addresses, names and a key of their own. */
const OTHERWISE = byHand({
  hcloud_server: {
    cinnabar: {
      ...CINNABAR,
      image: "debian-13",
      backups: false,
      labels: { role: "controller" },
      public_net: { ipv4_enabled: true, ipv6_enabled: true },
      ssh_keys: ["${hcloud_ssh_key.deploy.id}", "${hcloud_ssh_key.ada.name}"],
      user_data: "#cloud-config",
    },
  },
  hcloud_ssh_key: {
    ada: { name: "ada", public_key: ED25519 },
    deploy: {
      name: "deploy",
      public_key: "${tls_private_key.deploy.public_key_openssh}",
    },
  },
  local_sensitive_file: {
    deploy_key: {
      content: "${tls_private_key.deploy.private_key_openssh}",
      directory_permission: "700",
      file_permission: "0400",
      filename: "deploy_key",
    },
  },
  null_resource: {
    cinnabar: {
      provisioner: [{ "local-exec": { command: install("deploy_key") } }],
      triggers: { instance_id: "${hcloud_server.cinnabar.id}" },
    },
  },
  tls_private_key: { deploy: { algorithm: "ED25519" } },
});

/** The same server with everything else by default. */
function usual(): OneMachine {
  return oneMachine(undefined, {
    deployKey: DeployKey.generated({ name: "infra-terraform-deploy" }),
  });
}

/** The same server, with the addresses that it has. */
function otherwise(): OneMachine {
  const labels = { role: "controller" };
  const one = oneMachine(
    { server: { ...SERVER, labels, install: { logicalId: "cinnabar" } } },
    {
      deployKey: DeployKey.generated({
        name: "deploy",
        logicalId: "deploy",
        keyLogicalId: "deploy",
        fileLogicalId: "deploy_key",
      }),
    },
  );
  const ada = new SshKey(one.stack, "ada", { name: "ada", publicKey: ED25519 });
  ada.overrideLogicalId("ada");
  return one;
}

describeWithTools(["terraform", "bash"], "the state of terranix written by hand", () => {
  it.each([
    ["as usual", USUAL, usual],
    ["otherwise", OTHERWISE, otherwise],
  ])("is taken over where it is written %s, and nothing is replaced", async (_, json, fleet) => {
    const before = await terraformWith(json);
    expect(await before.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await before.plan()).toMatchObject({ exitCode: 0, changes: {} });

    const terraform = await terraformWith(rendered(fleet()));
    expect((await terraform.plan()).changes).toEqual({
      "hcloud_server.cinnabar": "update",
      "terraform_data.server-cinnabar": "create",
    });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    expect(installs()).toBe(1);

    world.cloud.servers.remove("cinnabar");
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(2);
  });

  it("keeps a key of another kind", async () => {
    await (await terraformWith(USUAL)).apply();
    const file = join(world.directory, "terraform/stacks/hetzner/terraform.tfstate");
    const state = readFileSync(file, "utf8");
    writeFileSync(file, state.replace(/"algorithm": ?"ED25519"/, '"algorithm": "RSA"'));
    expect(readFileSync(file, "utf8")).not.toBe(state);
    const terraform = await terraformWith(rendered(usual()));
    expect((await terraform.plan()).changes).toEqual({
      "hcloud_server.cinnabar": "update",
      "terraform_data.server-cinnabar": "create",
    });
  });

  it("follows a key that is made anew, at the place that its file has", async () => {
    await (await terraformWith(OTHERWISE)).apply();
    const terraform = await terraformWith(rendered(otherwise()));
    const { changes } = await terraform.plan("-replace=tls_private_key.deploy");
    expect(changes).toEqual({
      "hcloud_ssh_key.deploy": "replace",
      "local_sensitive_file.deploy_key": "replace",
      "hcloud_server.cinnabar": "update",
      "terraform_data.server-cinnabar": "create",
      "tls_private_key.deploy": "replace",
    });
  });
});
