import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import { Backend, expression, literal } from "../../../constructs";
import { oneMachine, SERVER } from "../../support/fleets";

/** What real terranix rendered. */
function golden(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "golden", name), "utf8"));
}

describe("terranix parity", () => {
  it("equals the output of terranix for the VPS", () => {
    const { stack } = oneMachine();
    expect(stack.toTerranix()).toEqual(golden("cinnabar.tf.json"));
  });

  it("holds for a configuration with many features of the public API", () => {
    const { stack } = richConfiguration();
    expect(stack.toTerranix()).toEqual(golden("rich.tf.json"));
  });
});

function richConfiguration() {
  const everyone = ["0.0.0.0/0", "::/0"];
  // Values of the stack that the server refers to, as in hand-written Terraform.
  const labels = expression.map("local.common_labels");
  const { stack, ...rest } = oneMachine(
    {
      server: {
        ...SERVER,
        labels: { role: "controller" },
        lifecycle: { preventDestroy: true, ignoreChanges: ["ssh_keys", "image", "user_data"] },
        install: { lifecycle: { replaceTriggeredBy: ["hcloud_server.cinnabar.id"] } },
        firewall: {
          labels,
          allow: [
            { protocol: "tcp", port: 22, from: expression.list("var.admin_cidrs") },
            { protocol: "udp", port: 9993, description: "zerotier" },
            { protocol: "icmp", from: everyone },
          ],
        },
        primaryIps: ["ipv4"],
        reverseDns: "cinnabar.example.org",
        volumes: [{ name: "data", sizeGb: 50, logicalId: "data" }],
        backups: true,
        protection: true,
      },
    },
    { backend: Backend.local("terraform.tfstate"), requiredVersion: ">= 1.5" },
  );
  new TerraformLocal(stack, "common_labels", { fleet: "infra", "managed-by": "terranix" });
  new TerraformVariable(stack, "admin_cidrs", {
    type: "list(string)",
    default: everyone,
    description: "who may reach ssh",
  });
  new TerraformVariable(stack, "extra_label", { type: "string", sensitive: true });
  new TerraformVariable(stack, "passphrase", {});
  new TerraformOutput(stack, "cinnabar_ipv4", {
    description: "public address",
    value: expression("hcloud_server.cinnabar.ipv4_address"),
  });
  new TerraformOutput(stack, "deploy_key", {
    sensitive: true,
    value: expression("local_sensitive_file.ssh_deploy_key.filename"),
  });
  const activate = new Resource(stack, "activate", {
    triggers: { revision: expression('sha256(file("${path.module}/blackphos.nix"))') },
    provisioners: [
      {
        type: "local-exec",
        command: "darwin-rebuild build --flake .#blackphos",
        workingDir: expression("path.root"),
      },
    ],
  });
  activate.overrideLogicalId("activate-blackphos");
  // cdktf has no type for on_failure; an override of a list is appended to it.
  activate.addOverride("provisioner", [
    {
      "local-exec": {
        command: literal('echo "literal: ${HOME} %{ if } \\"quoted\\""'),
        environment: { NIX_CONFIG: "experimental-features = nix-command flakes" },
        on_failure: "continue",
      },
    },
  ]);
  activate.addOverride("depends_on", ["null_resource.install-cinnabar"]);
  return { stack, ...rest };
}
