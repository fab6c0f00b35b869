import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
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
    const stack = renderedFiles(app).find(({ path }) => path.endsWith("hetzner/cdk.tf.json"));
    const { resource } = JSON.parse(stack?.text ?? "");
    const [key] = Object.values<{ filename: string }>(resource.local_sensitive_file);
    const keyFile = key?.filename.replace("${path.module}/", "") ?? "";
    const generated = ["cdk.tf.json", ".terraform.lock.hcl"].map(
      (name) => `terraform/stacks/hetzner/${name}`,
    );
    // What the commands of README and the justfile leave there, and what people call theirs.
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

  it("lets people add a file of their own", () => {
    const app = testApp();
    const repository = writtenFiles(toolingFiles(app, fleetOf(app, WHOLE)));
    const stack = join(repository, "terraform/stacks/hetzner");
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, ".gitignore"), "!dns.tf\n");
    writeFileSync(join(stack, "dns.tf"), "locals {}\n");
    const { stdout } = git(repository, "add", "--all", "--dry-run", "terraform/stacks");
    expect(stdout).toContain("hetzner/dns.tf");
  });

  it("stays when the last stack goes, whose state and keys are still there", () => {
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
