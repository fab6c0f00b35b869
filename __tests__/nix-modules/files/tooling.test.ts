import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ApiToken, HetznerStack, NixosMachine } from "../../../constructs";
import { LOCAL_ACTIVATION_SCRIPT } from "../../../constructs/activation/local-activation-script";
import { toolingFiles } from "../../../nix-modules/files/tooling";
import { nixTree } from "../../../nix-modules/tree";
import { DISK, oneMachine, SERVER, testApp } from "../../support/fleets";
import { fleetOf, type Parts, WHOLE } from "./support/fleet-of";

describe("the development shell", () => {
  it.each<[string, Parts, Parts]>([
    ["opentofu", { server: true, stack: true }, { server: true }],
    ["darwin-rebuild", { macs: true }, { server: true }],
  ])("has %s where there is something to do for it", (program, parts, others) => {
    expect(filesOf(parts)["modules/flake-parts/dev-shell.nix"]).toContain(program);
    expect(filesOf(others)["modules/flake-parts/dev-shell.nix"]).not.toContain(program);
  });
});

describe("the script that activates Macs", () => {
  it("is there for a fleet with Macs, and is the one that Terraform runs", () => {
    const script = filesOf({ macs: true })["scripts/activate-darwin.sh"];
    expect(script).toBe(`#!/bin/sh\n${LOCAL_ACTIVATION_SCRIPT}`);
    expect(filesOf({ server: true })["scripts/activate-darwin.sh"]).toBeUndefined();
  });
});

describe("terraform/.gitignore", () => {
  it("keeps secrets out of git, and nothing that belongs there", () => {
    const app = testApp();
    const fleet = fleetOf(app, WHOLE);
    const stack = app.render().find(({ path }) => path.endsWith("hetzner/cdk.tf.json"));
    const { resource } = JSON.parse(stack?.text ?? "");
    const [key] = Object.values<{ filename: string }>(resource.local_sensitive_file);
    const keyFile = key?.filename.replace("${path.module}/", "") ?? "";
    const secrets = ["terraform.tfstate", "terraform.tfstate.backup", ".terraform/x", keyFile];
    const others = ["cdk.tf.json", ".terraform.lock.hcl"];
    const inStack = (file: string) => `terraform/stacks/hetzner/${file}`;

    const repository = writtenFiles(toolingFiles(app, fleet));
    const asked = [...secrets, ...others].map(inStack);
    const { stdout } = git(repository, "check-ignore", ...asked);
    expect(stdout.trim().split("\n")).toEqual(secrets.map(inStack));
  });

  it("stays when the last stack goes, whose state and keys are still there", () => {
    const { "terraform/.gitignore": withStack } = filesOf({ server: true, stack: true });
    expect(filesOf({ server: true })["terraform/.gitignore"]).toBe(withStack);
  });
});

describe("terranix's way to run the stacks", () => {
  it("keeps the state of each of several where git ignores it, too", () => {
    const { app, fleet } = oneMachine();
    const props = { stateVersion: "25.11", server: SERVER, disk: DISK };
    const machines = [new NixosMachine(fleet, "verdigris", props)];
    new HetznerStack(app, "second", { machines, token: ApiToken.fromClanSecret("second-token") });
    const { files } = nixTree(app);
    const file = files.find(({ path }) => path === "modules/flake-parts/terranix.nix");
    const folders = [...(file?.text ?? "").matchAll(/workdir = "(.*)";/g)].map(([, to]) => to);
    expect(folders).toEqual(["terraform/hetzner", "terraform/second"]);
  });
});

function filesOf(parts: Parts): { readonly [path: string]: string } {
  const app = testApp();
  const files = toolingFiles(app, fleetOf(app, parts));
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** A new git repository with the files. */
function writtenFiles(files: ReturnType<typeof toolingFiles>): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-test-"));
  git(folder, "init", "--quiet");
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function git(folder: string, ...args: readonly string[]) {
  return spawnSync("git", args, { cwd: folder, encoding: "utf8" });
}
