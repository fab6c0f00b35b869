import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DarwinMachine, Fleet, User, WorkstationStack } from "../../../constructs";
import { LOCAL_ACTIVATION_SCRIPT } from "../../../constructs/activation/local-activation-script";
import { toolingFiles } from "../../../nix-modules/files/tooling";
import { renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { fleetOf, type Parts, WHOLE } from "./support/fleet-of";

describe("the development shell", () => {
  it.each<[string, Parts, Parts]>([
    ["opentofu", { server: true, stack: true }, { server: true }],
    ["darwin-rebuild", { macs: true }, { server: true }],
    ["nodejs", { macs: true, migration: true }, { macs: true }],
  ])("has %s only if the fleet needs it", (program, parts, others) => {
    expect(filesOf(parts)["modules/flake-parts/dev-shell.nix"]).toContain(program);
    expect(filesOf(others)["modules/flake-parts/dev-shell.nix"]).not.toContain(program);
  });
});

describe("scripts/", () => {
  const scripts = (parts: Parts) =>
    Object.keys(filesOf(parts)).filter((path) => path.startsWith("scripts/"));

  it("has the activation script for a fleet with Macs, the same that Terraform runs", () => {
    expect(filesOf({ macs: true })["scripts/activate-darwin.sh"]).toBe(LOCAL_ACTIVATION_SCRIPT);
    expect(scripts({ macs: true })).toEqual(["scripts/activate-darwin.sh"]);
  });

  it("has the installation script for a fleet with a stack of servers", () => {
    expect(scripts({ server: true })).toEqual([]);
    expect(scripts({ server: true, stack: true })).toEqual(["scripts/install-nixos.sh"]);
  });

  it("has the script for activation over ssh for a stack that uses it", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const primaryUser = new User(fleet, "ada");
    const props = { primaryUser, stateVersion: 6, targetHost: "ada@192.0.2.9" };
    const machine = new DarwinMachine(fleet, "blackphos", props);
    new WorkstationStack(app, "blackphos", { machine, via: "remote" });
    expect(toolingFiles(app, fleet).map(({ path }) => path)).toContain(
      "scripts/activate-darwin-remotely.sh",
    );
  });
});

describe("terraform/.gitignore", () => {
  it("ignores files with secrets, and no files that must be committed", () => {
    const app = testApp();
    const fleet = fleetOf(app, WHOLE);
    const stack = renderedFiles(app).find(({ path }) => path.endsWith("hetzner/cdk.tf.json"));
    const { resource } = JSON.parse(stack?.text ?? "");
    const [key] = Object.values<{ filename: string }>(resource.local_sensitive_file);
    const keyFile = key?.filename.replace("${path.module}/", "") ?? "";
    const generated = ["cdk.tf.json", ".terraform.lock.hcl"].map(
      (name) => `terraform/stacks/hetzner/${name}`,
    );
    // Files that the commands of README and the justfile create, and typical names of users' files.
    const left = [
      ...["terraform.tfstate", "terraform.tfstate.backup", "terraform.tfstate.1764320000.backup"],
      ...[
        "plan",
        "plan.json",
        "tfplan",
        "out.bin",
        "crash.log",
        "crash.2026-11-28.log",
        "errored.tfstate",
      ],
      ...[
        ".terraform/x",
        "terraform.tfstate.d/a/terraform.tfstate",
        ".terraform.tfstate.lock.info",
      ],
      ...["cdk.tofu.json", "config.tf.json", "terraform.tfvars", keyFile],
    ].map((name) => `terraform/stacks/hetzner/${name}`);
    const elsewhere = ["terraform/states/hetzner.tfstate", "terraform/crash.log"];

    const repository = writtenFiles(toolingFiles(app, fleet));
    for (const path of [...left, ...elsewhere, ...generated]) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), "secret\n");
    }
    const { stdout } = git(repository, "add", "--all", "--dry-run", "terraform");
    const added = ["terraform/.gitignore", ...generated].map((path) => `add '${path}'`);
    expect(stdout.trim().split("\n").sort()).toEqual(added.sort());
  });

  it("allows users to track another file", () => {
    const app = testApp();
    const repository = writtenFiles(toolingFiles(app, fleetOf(app, WHOLE)));
    const stack = join(repository, "terraform/stacks/hetzner");
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, ".gitignore"), "!dns.tf\n");
    writeFileSync(join(stack, "dns.tf"), "locals {}\n");
    const { stdout } = git(repository, "add", "--all", "--dry-run", "terraform/stacks");
    expect(stdout).toContain("hetzner/dns.tf");
  });

  it("remains after the last stack is removed, because its state and keys still exist", () => {
    const { "terraform/.gitignore": withStack } = filesOf({ server: true, stack: true });
    expect(filesOf({ server: true })["terraform/.gitignore"]).toBe(withStack);
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
