import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  ApiToken,
  DeployKey,
  expression,
  Fleet,
  type HetznerServerSpec,
  HetznerStack,
  Image,
  Location,
  literal,
  NixosMachine,
} from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { renderedFiles } from "../support/diagnostics";
import { DISK, type OneMachine, oneMachine, SERVER, testApp } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { type Plan, Terraform } from "./support/terraform";

const INSTALL = "null_resource.install-cinnabar";
const PUBLIC_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEqbsOqkDdsYSGK1yXGGYLJ6lRfDZbPMoyzGYGq4gSzA";
const SERVER_ID = "terraform_data.server-cinnabar";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\nHOST_NAME=cinnabar\\n'");
  standIns.addSleep();
});

afterEach(() => world.stop());

/** Writes a rendering into the stack's folder and returns the Terraform of that folder. */
async function deployed(json: unknown): Promise<Terraform> {
  const folder = join(world.directory, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(json));
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return terraform;
}

function stackOf(spec: Partial<HetznerServerSpec> = {}): OneMachine {
  return oneMachine({ server: { ...SERVER, ...spec } });
}

/** The stack of a machine that was called cinnabar when everything got its address. */
function calledAtFirst(name: string): Pick<OneMachine, "app" | "stack"> {
  const app = testApp();
  const machine = new NixosMachine(new Fleet(app, "infra"), name, {
    stateVersion: "25.11",
    disk: DISK,
    server: {
      ...SERVER,
      logicalId: "cinnabar",
      firewall: { allow: [], logicalId: "cinnabar" },
      primaryIps: [{ type: "ipv4", logicalId: "cinnabar_v4" }],
      reverseDns: { name: "cinnabar.example.org", logicalId: "cinnabar_v4" },
      volumes: [{ name: "data", sizeGb: 10, logicalId: "cinnabar_data" }],
      install: { logicalId: "install-cinnabar" },
    },
  });
  const stack = new HetznerStack(app, "hetzner", {
    machines: [machine],
    token: ApiToken.fromClanSecret("hetzner-api-token"),
    deployKey: DeployKey.generated({ name: "deploy" }),
  });
  return { app, stack };
}

function defaultRendering({ app, stack }: Pick<OneMachine, "app" | "stack">): unknown {
  const path = `terraform/stacks/${stack.node.id}/cdk.tf.json`;
  return JSON.parse(renderedFiles(app).find((file) => file.path === path)?.text ?? "");
}

/** The attributes that a plan changes in place. */
function updatedAttributes({ json }: Plan): readonly string[] {
  const names = (json?.resource_changes ?? [])
    .map(({ change }) => change)
    .filter(({ actions }) => actions[0] === "update")
    .flatMap(({ before, after }) =>
      Object.keys(after ?? {}).filter((name) => !isDeepStrictEqual(before?.[name], after?.[name])),
    );
  return [...new Set(names)].sort();
}

function installs(): number {
  return standIns.calls.filter(([program, noun]) => program === "clan" && noun === "machines")
    .length;
}

describeWithTools(["terraform", "bash"], "the stack of a Hetzner server, run by Terraform", () => {
  it("creates the server, installs it once, and then has nothing to do", async () => {
    const terraform = await deployed(defaultRendering(stackOf()));
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(1);
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("takes over a state that terranix made: protects what is there, and installs nothing", async () => {
    const one = stackOf({
      primaryIps: ["ipv4"],
      volumes: [{ name: "data", sizeGb: 10 }],
      firewall: { allow: [] },
      reverseDns: "cinnabar.example.org",
    });
    renderedFiles(one.app);
    const before = await deployed(one.stack.toTerranix());
    expect(await before.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(1);

    const terraform = await deployed(defaultRendering(one));
    const plan = await terraform.plan();
    expect(plan.changes).toEqual({
      [SERVER_ID]: "create",
      "hcloud_primary_ip.cinnabar_v4": "update",
      "hcloud_server.cinnabar": "update",
      "hcloud_volume.cinnabar_data": "update",
    });
    expect(updatedAttributes(plan)).toEqual(["delete_protection", "rebuild_protection"]);
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    expect(installs()).toBe(1);
  });

  it("installs again when the server vanished behind Terraform's back", async () => {
    const terraform = await deployed(defaultRendering(stackOf()));
    await terraform.apply();
    world.cloud.servers.remove("cinnabar");
    expect((await terraform.plan()).changes).toEqual({
      "hcloud_server.cinnabar": "create",
      [SERVER_ID]: "update",
      [INSTALL]: "replace",
    });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(2);
  });

  it("installs again when the server is replaced", async () => {
    const unprotected = { protection: false };
    await (await deployed(defaultRendering(stackOf(unprotected)))).apply();
    const moved = { ...unprotected, location: Location.HEL1 };
    const terraform = await deployed(defaultRendering(stackOf(moved)));
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(2);
  });

  it("refuses to destroy or replace the server", async () => {
    const terraform = await deployed(defaultRendering(stackOf()));
    await terraform.apply();
    expect((await terraform.destroy()).stderr).toContain("prevent_destroy");
    const moved = await deployed(defaultRendering(stackOf({ location: Location.HEL1 })));
    expect((await moved.apply()).stderr).toContain("prevent_destroy");
    expect(installs()).toBe(1);
  });

  it("protects what is there at Hetzner too, until the fleet says otherwise", async () => {
    const parts = { volumes: [{ name: "data", sizeGb: 10 }], primaryIps: ["ipv4"] as const };
    const protections = () =>
      [world.cloud.servers, world.cloud.volumes, world.cloud.primaryIps].flatMap((collection) =>
        collection.all().map(({ deleteProtection }) => deleteProtection),
      );
    const terraform = await deployed(defaultRendering(stackOf(parts)));
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(protections()).toEqual([true, true, true]);

    const without = await deployed(defaultRendering(stackOf({ ...parts, protection: false })));
    const plan = await without.plan();
    expect(new Set(Object.values(plan.changes))).toEqual(new Set(["update"]));
    expect(updatedAttributes(plan)).toEqual(["delete_protection", "rebuild_protection"]);
    await without.apply();
    expect(protections()).toEqual([false, false, false]);
    expect(await without.destroy()).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("keeps its guards beside a lifecycle that the fleet sets", async () => {
    const own = {
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["labels"] },
      install: { lifecycle: { createBeforeDestroy: true } },
    };
    const terraform = await deployed(defaultRendering(stackOf(own)));
    await terraform.apply();
    expect((await terraform.destroy()).stderr).toContain("prevent_destroy");
    const changed = { ...own, labels: { role: "web" }, image: Image.DEBIAN_13 };
    expect(await (await deployed(defaultRendering(stackOf(changed)))).plan()).toMatchObject({
      changes: {},
    });
    world.cloud.servers.remove("cinnabar");
    await terraform.apply();
    expect(installs()).toBe(2);
  });

  it("destroys nothing at Hetzner when a machine is renamed and its addresses stay", async () => {
    await (await deployed(defaultRendering(calledAtFirst("cinnabar")))).apply();
    const terraform = await deployed(defaultRendering(calledAtFirst("verdigris")));
    expect((await terraform.plan()).changes).toEqual({
      "hcloud_firewall.cinnabar": "update",
      "hcloud_primary_ip.cinnabar_v4": "update",
      "hcloud_server.cinnabar": "update",
      "hcloud_volume.cinnabar_data": "update",
      [SERVER_ID]: "delete",
      "terraform_data.server-verdigris": "create",
    });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(1);
  });

  it("neither replaces nor reinstalls the server when the deploy key rotates", async () => {
    const terraform = await deployed(defaultRendering(stackOf()));
    await terraform.apply();
    const { changes } = await terraform.plan("-replace=tls_private_key.ssh_deploy_key");
    expect(Object.keys(changes).sort()).toEqual([
      "hcloud_ssh_key.terraform",
      "local_sensitive_file.ssh_deploy_key",
      "tls_private_key.ssh_deploy_key",
    ]);
  });

  it("tries a failed install again at the next apply, and then leaves what it installed alone", async () => {
    standIns.add(
      "clan",
      `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; else exit 1; fi`,
    );
    const terraform = await deployed(defaultRendering(stackOf()));
    expect((await terraform.apply()).exitCode).toBe(1);
    expect((await terraform.state()).get(INSTALL)?.tainted).toBe(true);
    standIns.add("ssh", "printf 'ID=nixos\\nHOST_NAME=cinnabar\\n'");
    const { exitCode, stdout } = await terraform.apply();
    expect(exitCode).toBe(0);
    expect(stdout).toContain("already runs NixOS as cinnabar");
    expect(installs()).toBe(1);
  });

  it("never erases a server that was imported, not even one that knows the deploy key", async () => {
    const deployKey = DeployKey.existing({ publicKey: PUBLIC_KEY, privateKeyPath: "/keys/mine" });
    const terraform = await deployed(defaultRendering(oneMachine(undefined, { deployKey })));
    await terraform.apply();
    expect(installs()).toBe(1);
    const { id } = world.cloud.servers.named("cinnabar");
    await terraform.run("state", "rm", "hcloud_server.cinnabar", SERVER_ID, INSTALL);
    expect(await terraform.run("import", "hcloud_server.cinnabar", String(id))).toMatchObject({
      exitCode: 0,
    });
    const { exitCode, stdout, stderr } = await terraform.apply();
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain("Terraform did not create root@");
    expect(installs()).toBe(1);
  });

  it("passes on that clan cannot read the token", async () => {
    standIns.add("clan", "echo 'no such secret' >&2; exit 1");
    const terraform = await deployed(defaultRendering(stackOf()));
    expect((await terraform.plan()).stderr).toContain("no such secret");
  });

  it("hands every value to the install as it is, in both renderings", async () => {
    const privateKeyPath = '/keys/my "own" $HOME ; `id`, it\'s ${x} %{y}\nkey';
    const one = oneMachine(undefined, {
      deployKey: DeployKey.existing({ publicKey: PUBLIC_KEY, privateKeyPath }),
      flake: '../my "own" ${x} flake',
    });
    await (await deployed(defaultRendering(one))).apply();
    await (await deployed(one.stack.toTerranix())).apply("-replace", INSTALL);
    const calls = standIns.calls.filter(([, noun]) => noun === "machines");
    expect(calls.map((call) => call[call.indexOf("-i") + 1])).toEqual([
      privateKeyPath,
      privateKeyPath,
    ]);
  });

  it("takes text as it is and expressions as expressions", async () => {
    const text = '${HOME} $${x} %{ if } %%{y} "quoted" \\ $HOME';
    const one = stackOf();
    const name = new TerraformVariable(one.stack, "name", { default: "world" });
    new TerraformOutput(one.stack, "text", { value: literal(text) });
    new TerraformOutput(one.stack, "greeting", {
      value: literal(`hello ${name.stringValue}, $${expression("1 + 1")}`),
    });
    const terraform = await deployed(defaultRendering(one));
    await terraform.apply();
    const outputs = (await terraform.show()).values?.outputs;
    expect(outputs?.text?.value).toBe(text);
    expect(outputs?.greeting?.value).toBe("hello world, $2");
  });
});
