import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { doctor } from "../../cli/doctor";
import { type HetznerServerSpec, ServerType } from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { renderedFiles } from "../support/diagnostics";
import { oneMachine, SERVER } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { ApiError } from "./provider-double/hetzner/api-error";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { ApiDouble } from "./support/api-double";
import { Terraform } from "./support/terraform";

const SERVER_ADDRESS = "hcloud_server.cinnabar";

let world: ProviderDouble;
let api: ApiDouble;
let terraform: Terraform;
let said: string;

beforeEach(async () => {
  world = await startProviderDouble();
  api = new ApiDouble(world.cloud);
  vi.stubEnv("HCLOUD_ENDPOINT", await api.start());
  vi.stubEnv("HCLOUD_TOKEN", "right");
  vi.spyOn(console, "log").mockImplementation((line: string) => {
    said += `${line}\n`;
  });
  terraform = await deployed();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  api.stop();
  world.stop();
});

async function deployed(type: HetznerServerSpec["type"] = SERVER.type): Promise<Terraform> {
  const standIns = new StandIns();
  standIns.add("clan", `[ "$1" = machines ] || printf %s ${"t".repeat(64)}`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\nHOST_NAME=cinnabar\\n'");
  standIns.addSleep();
  const { app } = oneMachine({ server: { ...SERVER, type } });
  const path = "terraform/stacks/hetzner/cdk.tf.json";
  const text = renderedFiles(app).find((file) => file.path === path)?.text ?? "";
  const folder = join(world.directory, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(JSON.parse(text)));
  const here = new Terraform(folder, world, { PATH: standIns.path });
  expect(await here.init()).toMatchObject({ exitCode: 0 });
  return here;
}

/** Whether the doctor finds nothing; what it prints is in `said`. */
function examined(): Promise<boolean> {
  said = "";
  return doctor({ stack: "hetzner", out: world.directory });
}

/** The first command of the doctor's that is Terraform's, without the program and its folder. */
function advised(): readonly string[] {
  const command = /^ {4}terraform -chdir=\S+ (.*)$/m.exec(said)?.[1] ?? "";
  return command.replaceAll("'", "").split(" ");
}

describeWithTools(["terraform"], "fleet doctor", () => {
  it("finds nothing in a stack that is whole", async () => {
    await terraform.apply();
    expect(await examined()).toBe(true);
    expect(said).toContain("no problems found");
  });

  it("says of an empty state that it may be elsewhere", async () => {
    expect(await examined()).toBe(true);
    expect(said).toContain("its state has no resources");
  });

  it("takes the taint from a server whose creation was interrupted", async () => {
    world.cloud.failNext(/change_protection|enable_backup/, new ApiError("error", "no"));
    await terraform.apply();
    await terraform.run("taint", SERVER_ADDRESS);
    expect((await terraform.plan()).stderr).toContain("prevent_destroy");
    expect(await examined()).toBe(false);
    expect(said).toContain("creation of cinnabar was interrupted");
    const [command = "", ...words] = advised();
    expect(await terraform.run(command, ...words)).toMatchObject({ exitCode: 0 });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0 });
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("finds a server whose reply was lost, and how to keep it", async () => {
    await terraform.apply();
    await terraform.run("state", "rm", SERVER_ADDRESS);
    expect((await terraform.apply()).stderr).toContain("already used");
    expect(await examined()).toBe(false);
    const { id } = world.cloud.servers.named("cinnabar");
    expect(said).toContain(`cinnabar exists at Hetzner with id ${id}`);
    const [command = "", ...words] = advised();
    expect(await terraform.run(command, ...words)).toMatchObject({ exitCode: 0 });
    expect((await terraform.plan()).changes[SERVER_ADDRESS]).toBeUndefined();
    expect(await examined()).toBe(true);
  });

  it("sees a server that a failed change of type left off, though the plan is empty", async () => {
    await terraform.apply();
    world.cloud.failNext(/change_type$/, new ApiError("resource_unavailable", "no capacity"));
    expect((await (await deployed(ServerType.CX43)).apply()).exitCode).toBe(1);
    await deployed();
    expect(await examined()).toBe(false);
    expect(said).toContain("server cinnabar is switched off");
    expect(said).toContain("hcloud server poweron 'cinnabar'");
  });

  it("refuses a token that the API refuses", async () => {
    vi.stubEnv("HCLOUD_TOKEN", "wrong");
    await expect(examined()).rejects.toThrow("401");
  });
});
