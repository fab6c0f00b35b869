import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Settings } from "../../constructs";
import { printJson } from "../../constructs/terraform/json";
import { jsonOf, type TwoMacsProps, twoMacs } from "../constructs/activation/two-macs";
import { AWKWARD_VALUES } from "../support/awkward-values";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

const ACTIVATION = "null_resource.activate-blackphos";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("uname", "echo Darwin");
  standIns.add("scutil", "echo blackphos");
  standIns.add("id", "echo 501");
  standIns.add("ioreg");
  standIns.add("nix");
  standIns.add("readlink", "echo /nix/store/41");
  standIns.add("darwin-rebuild");
  standIns.add("clan");
  standIns.add("sudo");
});

afterEach(() => world.stop());

/** Writes the stack of blackphos into its folder below that of the flake, and returns its Terraform. */
async function deployed(props: TwoMacsProps = {}): Promise<Terraform> {
  const folder = flake("terraform/stacks/blackphos");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(jsonOf(twoMacs(props))));
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return terraform;
}

function flake(path: string): string {
  return join(world.directory, "nix-config", path);
}

function withSettings(settings: Settings): TwoMacsProps {
  return { blackphos: { settings } };
}

/** What each activation got as its flake. */
function activations(): readonly (string | undefined)[] {
  return standIns.calls
    .filter(([program, , , verb]) => program === "sudo" && verb === "switch")
    .map((call) => call.at(-1));
}

describeWithTools(["terraform"], "the stack of a Mac, run by Terraform", () => {
  it("activates once, and then has nothing to do", async () => {
    const terraform = await deployed();
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(activations()).toEqual([`${flake(".")}#blackphos`]);
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("activates again when the configuration changed, and not when that of another Mac did", async () => {
    await (await deployed()).apply();
    const settings = { system: { defaults: { dock: { autohide: true } } } };
    const other = await deployed({ stibnite: { settings } });
    expect(await other.plan()).toMatchObject({ exitCode: 0, changes: {} });
    const own = await deployed(withSettings(settings));
    expect((await own.plan()).changes).toEqual({ [ACTIVATION]: "replace" });
    expect(await own.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(activations()).toHaveLength(2);
  });

  it("activates again when flake.lock appears, changes or goes away", async () => {
    const terraform = await deployed();
    await terraform.apply();
    for (const change of [
      () => writeFileSync(flake("flake.lock"), "{}"),
      () => writeFileSync(flake("flake.lock"), "{ }"),
      () => rmSync(flake("flake.lock")),
    ]) {
      change();
      expect((await terraform.plan()).changes).toEqual({ [ACTIVATION]: "replace" });
      await terraform.apply();
      expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    }
    expect(activations()).toHaveLength(4);
  });

  it("activates what a dry run has built", async () => {
    await (await deployed({ stack: { mode: "build" } })).apply();
    expect(activations()).toEqual([]);
    expect(await (await deployed()).apply()).toMatchObject({ exitCode: 0 });
    expect(activations()).toHaveLength(1);
  });

  it("is tainted by a failure, says what is active, and tries again at the next apply", async () => {
    standIns.add("sudo", '[ "$3" != switch ]');
    const terraform = await deployed();
    const failed = await terraform.apply();
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout + failed.stderr).toContain("the previous generation is still active");
    expect((await terraform.state()).get(ACTIVATION)?.tainted).toBe(true);
    standIns.add("sudo");
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(activations()).toHaveLength(2);
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("activates from afar by clan", async () => {
    standIns.add(
      "ssh",
      'case "$6" in scutil) echo blackphos ;; pgrep*) exit 1 ;; *) echo /nix/store/41 ;; esac',
    );
    const targetHost = "dev@blackphos.example.org:22";
    const terraform = await deployed({ blackphos: { targetHost }, stack: { via: "remote" } });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(standIns.calls).toContainEqual(["clan", "machines", "update", "blackphos"]);
    expect(standIns.calls.find(([program]) => program === "ssh")?.[5]).toBe(`ssh://${targetHost}`);
  });

  it.each([...AWKWARD_VALUES, "back\\slash", "${x} %{y}"])(
    "takes the folder %j as it is",
    async (name) => {
      const terraform = await deployed({ stack: { flake: `../../../${name}` } });
      expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
      expect(activations()).toEqual([`${flake(name)}#blackphos`]);
      expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    },
  );
});
