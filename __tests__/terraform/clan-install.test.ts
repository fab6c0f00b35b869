import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformResource } from "cdktf";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ClanInstall, DeployKey, Disk, Fleet, FleetStack, NixosMachine } from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { testApp } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan");
  standIns.addSleep();
  standIns.add("ssh", "printf 'ID=debian\\nPRETTY_NAME=Debian\\nHOST_NAME=box\\n'");
});

afterEach(() => world.stop());

/** Terraform with a stack that installs the machine `box` on this server. */
async function terraformWith(server: (stack: FleetStack) => TerraformResource | string) {
  const app = testApp();
  const machine = new NixosMachine(new Fleet(app, "infra"), "box", {
    stateVersion: "25.11",
    disk: Disk.plain({ filesystem: "ext4", device: "/dev/vda" }),
  });
  const stack = new FleetStack(app, "elsewhere");
  const given = server(stack);
  new ClanInstall(stack, "install", {
    machine,
    server: given,
    address: typeof given === "string" ? "192.0.2.7" : given.getStringAttribute("output"),
    deployKey: DeployKey.generated().bind(stack),
  });
  const path = "terraform/stacks/elsewhere/cdk.tf.json";
  const text = renderedFiles(app).find((file) => file.path === path)?.text ?? "";
  const folder = join(world.directory, "terraform/stacks/elsewhere");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), text);
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init()).toMatchObject({ exitCode: 0 });
  return terraform;
}

/** A resource with an id that stands for a server of any provider; its output is the address. */
function instance(stack: FleetStack): TerraformResource {
  const server = new TerraformResource(stack, "instance", {
    terraformResourceType: "terraform_data",
    terraformGeneratorMetadata: { providerName: "terraform" },
  });
  server.addOverride("input", "192.0.2.9");
  return server;
}

function installs(): readonly (string | undefined)[] {
  return standIns.calls
    .filter(([program]) => program === "clan")
    .map((call) => call[call.indexOf("--target-host") + 1]?.split("?")[0]);
}

describeWithTools(["terraform"], "an installation on a server of any provider", () => {
  it("runs once, and again when the server is replaced", async () => {
    const terraform = await terraformWith(instance);
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    expect(installs()).toEqual(["root@192.0.2.9"]);
    const replaced = await terraform.apply("-replace=terraform_data.instance");
    expect(replaced).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toHaveLength(2);
  });

  it("erases a machine that Terraform does not make only if it runs the installer", async () => {
    const terraform = await terraformWith(() => "SN-1");
    const refused = await terraform.apply();
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout + refused.stderr).toContain("it runs Debian, not the NixOS installer");
    expect(installs()).toEqual([]);

    standIns.add("ssh", "printf 'ID=nixos\\nVARIANT_ID=installer\\nHOST_NAME=nixos\\n'");
    expect(await terraform.apply()).toMatchObject({ exitCode: 0 });
    expect(installs()).toHaveLength(1);
    expect(await (await terraformWith(() => "SN-1")).plan()).toMatchObject({ changes: {} });
    expect(await (await terraformWith(() => "SN-2")).apply()).toMatchObject({ exitCode: 0 });
    expect(installs()).toHaveLength(2);
  });
});
