import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";
import { justfileOf, type Parts, WHOLE } from "./support/fleet-of";
import { just, type Programs } from "./support/just";

const TEXT = justfileOf(WHOLE);

const FLAKE = ["check", "fmt", "lint", "verify"];
const MACHINES = ["build", "rollback", "vars"];
const TERRAFORM = ["terraform-apply", "terraform-plan"];

/** Every program that a recipe starts. */
const PROGRAMS: Programs = Object.fromEntries(
  ["nix", "clan", "sudo", "ssh", "tofu", "uname", "scutil"].map((name) => [name, ""]),
);

describeWithTools(["just"], "the justfile", () => {
  it.each<[string, Parts, readonly string[]]>([
    ["nothing", {}, FLAKE],
    ["Macs", { macs: true }, [...FLAKE, ...MACHINES, "activate-darwin"]],
    ["a server", { server: true }, [...FLAKE, ...MACHINES, "activate-nixos"]],
    [
      "a server with a stack",
      { server: true, stack: true },
      [...FLAKE, ...MACHINES, "activate-nixos", "server-address", ...TERRAFORM],
    ],
    [
      "an encrypted disk whose address no stack knows",
      { server: true, encrypted: true },
      [...FLAKE, ...MACHINES, "activate-nixos"],
    ],
    [
      "everything",
      WHOLE,
      [
        ...[...FLAKE, ...MACHINES, ...TERRAFORM],
        ...["activate-darwin", "activate-nixos", "server-address", "unlock"],
      ],
    ],
    [
      "a migration",
      { macs: true, migration: true },
      [...FLAKE, ...MACHINES, "activate-darwin", "migration-status", "migration-verify"],
    ],
  ])("of a fleet with %s has its recipes", (_, parts, recipes) => {
    const { stdout } = just(justfileOf(parts), ["--summary"]);
    expect(stdout.trim().split(" ")).toEqual([...recipes].sort());
  });

  it.each([{}, { macs: true, migration: true }, WHOLE])(
    "of a fleet with %j is formatted like just --fmt",
    (parts) => {
      const text = justfileOf(parts);
      expect(just(text, ["--unstable", "--fmt", "--check"])).toMatchObject({
        status: 0,
        stdout: "",
      });
      expect(just(text, ["--dump"]).stdout).toBe(text);
    },
  );

  it("lists the recipes when just is run without a recipe", () => {
    expect(just(TEXT, []).stdout).toContain("Available recipes:");
  });

  it("imports recipes of local.just", () => {
    const files = { "local.just": "mine:\n    @echo mine\n" };
    expect(just(TEXT, ["mine"], {}, files).stdout).toBe("mine\n");
  });

  it.each<[string, readonly string[]]>([
    ["check", ["nix", "flake", "check", "--all-systems", "--no-build"]],
    ["verify", ["nix", "flake", "check"]],
    ["fmt", ["nix", "fmt"]],
    ["build cinnabar", nixBuild("nixosConfigurations.cinnabar")],
    ["build blackphos", nixBuild("darwinConfigurations.blackphos")],
    ["vars blackphos", ["clan", "vars", "generate", "blackphos"]],
  ])("%s runs %j", (args, call) => {
    const { status, calls } = just(TEXT, args.split(" "), PROGRAMS);
    expect({ status, calls }).toEqual({ status: 0, calls: [call] });
  });

  it.each([{ "cdktf.json": "" }, {}])("runs fleet in the folder of main.ts: %j", (files) => {
    const text = justfileOf({ macs: true, migration: true });
    const npx = { npx: "pwd" };
    const status = just(text, ["migration-status"], npx, files);
    expect(status.calls).toEqual([
      ["npx", "--no", "--", "fleet", "migration", "status", "--format", "text"],
    ]);
    const isHere = "cdktf.json" in files;
    expect(status.stdout.trim()).toBe(isHere ? status.folder : dirname(status.folder));
    const verify = just(text, ["migration-verify", "blackphos"], npx, files);
    expect(verify.calls[0]?.slice(-2)).toEqual(["verify", "blackphos"]);
    expect(just(text, ["migration-verify", "stibnite"], npx, files).status).toBe(1);
  });

  it("updates a machine without a stack at clan's address", () => {
    const { calls } = just(justfileOf({ server: true }), ["activate-nixos", "cinnabar"], PROGRAMS);
    expect(calls).toEqual([["clan", "machines", "update", "cinnabar"]]);
  });

  it("builds without a case if all machines have the same class", () => {
    const { calls } = just(justfileOf({ server: true }), ["build", "cinnabar"], PROGRAMS);
    expect(calls).toEqual([nixBuild("nixosConfigurations.cinnabar")]);
  });

  it("fails when the Nix build fails", () => {
    expect(just(TEXT, ["build", "cinnabar"], { nix: "exit 3" }).status).toBe(3);
  });

  it("runs both linters, and stops after the first one that fails", () => {
    const statix = ["statix", "check", "."];
    expect(just(TEXT, ["lint"], { statix: "", deadnix: "" })).toMatchObject({
      status: 0,
      calls: [statix, ["deadnix", "--fail", "."]],
    });
    expect(just(TEXT, ["lint"], { statix: "exit 1", deadnix: "" })).toMatchObject({
      status: 1,
      calls: [statix],
    });
  });

  it.each([
    "activate-darwin",
    "activate-nixos",
    "build",
    "rollback",
    "server-address",
    "terraform-apply",
    "terraform-plan",
    "unlock",
    "vars",
  ])("%s refuses an unknown name before it runs anything", (recipe) => {
    const { status, stderr, calls } = just(TEXT, [recipe, "argentum"], PROGRAMS);
    expect({ status, calls }).toEqual({ status: 1, calls: [] });
    expect(stderr).toContain("does not match pattern");
  });

  it.each([
    "cinnabar2",
    "Cinnabar",
    "cinnabar blackphos",
    "cinnabar|blackphos",
    "cinnabar\nid",
    "cinnabar;id",
    "$(id)",
    "`id`",
    "../x",
    "*",
    "",
  ])("refuses the name %j", (name) => {
    const { status, calls } = just(TEXT, ["build", name], PROGRAMS);
    expect({ status, calls }).toEqual({ status: 1, calls: [] });
  });

  it("lists the allowed names and actions", () => {
    expect(just(TEXT, ["build", "x"]).stderr).toContain("blackphos|cinnabar|stibnite");
    expect(just(TEXT, ["activate-darwin", "cinnabar"]).stderr).toContain("blackphos|stibnite");
    expect(just(TEXT, ["activate-darwin", "blackphos", "boot"]).stderr).toContain("switch|check");
  });

  describe.each(["plan", "apply"])("terraform-%s", (verb) => {
    const args = [`terraform-${verb}`, "hetzner"];

    it("initializes the stack first", () => {
      const { status, calls } = just(TEXT, args, { tofu: "", terraform: "" });
      expect(status).toBe(0);
      expect(calls).toEqual([
        ["tofu", "-chdir=terraform/stacks/hetzner", "init", "-input=false"],
        ["tofu", "-chdir=terraform/stacks/hetzner", verb],
      ]);
    });

    it("does not run when the initialization fails", () => {
      const { status, calls } = just(TEXT, args, { tofu: "exit 1" });
      expect(status).toBe(1);
      expect(calls).toHaveLength(1);
    });

    it("runs the program that the command line sets", () => {
      const { calls } = just(TEXT, ["TERRAFORM=terraform", ...args], { tofu: "", terraform: "" });
      expect(calls.map(([program]) => program)).toEqual(["terraform", "terraform"]);
    });
  });
});

describeWithTools(["just", "shellcheck"], "shellcheck", () => {
  it("reports nothing for any recipe", () => {
    const { recipes } = JSON.parse(just(TEXT, ["--dump", "--dump-format", "json"]).stdout);
    for (const [name, { body }] of Object.entries<{ body: string[][] }>(recipes)) {
      const script = ["#!/bin/sh", "export host action stack", ...body.flat(), ""].join("\n");
      const { stdout } = spawnSync("shellcheck", ["-"], { input: script, encoding: "utf8" });
      expect({ name, stdout }).toEqual({ name, stdout: "" });
    }
  });
});

function nixBuild(configuration: string): readonly string[] {
  const system = `.#${configuration}.config.system.build.toplevel`;
  return ["nix", "build", "--no-link", "--print-out-paths", system];
}
