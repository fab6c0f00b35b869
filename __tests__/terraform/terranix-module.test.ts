import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printJson } from "../../constructs/terraform/json";
import { evaluate } from "../nix/support/evaluate";
import { nixSide } from "../support/diagnostics";
import { type OneMachine, oneMachine } from "../support/fleets";
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

/** Terraform in the folder of the stack, with one rendering of it. */
async function terraformWith(json: unknown): Promise<Terraform> {
  const folder = join(world.directory, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(json));
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return terraform;
}

/** `modules/terranix/hetzner.nix`, as Nix evaluates it. */
function terranixModuleOf({ app }: OneMachine): unknown {
  const file = "modules/terranix/hetzner.nix";
  // The module reads a script.
  for (const { path, text } of nixSide(app).files) {
    if (path !== file && !path.startsWith("scripts/")) continue;
    mkdirSync(dirname(join(world.directory, path)), { recursive: true });
    writeFileSync(join(world.directory, path), text);
  }
  return evaluate("terranix-stack.nix", { file: join(world.directory, file), stack: "hetzner" });
}

function installs(): number {
  return standIns.calls.filter(([program, noun]) => program === "clan" && noun === "machines")
    .length;
}

describeWithTools(["terraform", "bash", "nix-instantiate"], "a stack's terranix module", () => {
  it("has nothing to do where the stack was applied, and the stack nothing after it", async () => {
    const one = oneMachine();
    const stack = await terraformWith(one.stack.toTerraform());
    expect(await stack.apply()).toMatchObject({ exitCode: 0, stderr: "" });

    const terranix = await terraformWith(terranixModuleOf(one));
    expect(await terranix.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await terranix.plan()).toMatchObject({ exitCode: 0, changes: {} });
    world.cloud.servers.remove("cinnabar");
    expect(await terranix.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(2);

    const again = await terraformWith(one.stack.toTerraform());
    expect(await again.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("refuses to destroy the server, as the stack does", async () => {
    const terraform = await terraformWith(terranixModuleOf(oneMachine()));
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    const { exitCode, stderr } = await terraform.destroy();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Instance cannot be destroyed");
  });

  it("installs nothing over a NixOS that has the name of the machine", async () => {
    standIns.add("ssh", "printf 'ID=nixos\\nHOST_NAME=cinnabar\\n'");
    const terraform = await terraformWith(terranixModuleOf(oneMachine()));
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toBe(0);
  });
});
