import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contents, outputFolder, paths, planFor, put, write } from "./output-folder";

describe("a plan", () => {
  it("contains the action for each file, and writes nothing", () => {
    const root = outputFolder();
    write(root, { "same.nix": "1", "old.nix": "1", "gone.nix": "1", "edited.nix": "1" });
    put(root, "edited.nix", "by hand");
    const before = contents(root);

    const plan = planFor(root, {
      "same.nix": "1",
      "old.nix": "2",
      "edited.nix": "2",
      "new/file.nix": "2",
    });

    expect(plan).toMatchObject({
      create: [{ path: "new/file.nix", after: "2" }],
      update: [{ path: "old.nix", before: "1", after: "2" }],
      keep: [{ path: "edited.nix", before: "by hand", after: "2", reason: "edited" }],
      remove: [{ path: "gone.nix", before: "1" }],
      unchanged: ["same.nix"],
    });
    expect(contents(root)).toEqual(before);
  });

  it("works for a folder that does not exist yet, without creating it", () => {
    const root = outputFolder();
    const { create } = planFor(join(root, "nix-config"), { "flake.nix": "{ }" });
    expect(create).toEqual([{ path: "flake.nix", after: "{ }" }]);
    expect(readdirSync(root)).toEqual([]);
  });

  it("reports every hand-written file in place of a generated one, and the remedy", () => {
    const root = outputFolder();
    put(root, "flake.nix", "{ }");
    put(root, "modules/base.nix", "{ }");
    const intend = () =>
      planFor(root, { "flake.nix": "1", "modules/base.nix": "1" }, { force: true });
    expect(intend).toThrow(`${join(root, "flake.nix")} exists but is not a generated file`);
    expect(intend).toThrow(`${join(root, "modules/base.nix")} exists but is not a generated file`);
    expect(intend).toThrow("ExternalModule");
  });

  it("takes over a file that is not in the manifest but equals the fleet's output", () => {
    const root = outputFolder();
    put(root, "flake.nix", "{ }");
    expect(planFor(root, { "flake.nix": "{ }" }).unchanged).toEqual(["flake.nix"]);
  });

  it("ignores files that are not in the fleet's output", () => {
    const root = outputFolder();
    put(root, "terraform/terraform.tfstate", "{}");
    put(root, "modules/by-hand.nix", "{ }");
    symlinkSync("/etc", join(root, "modules/elsewhere"));
    const plan = planFor(root, { "terraform/cdk.tf.json": "{}", "modules/base.nix": "{ }" });
    expect(paths(plan.create)).toEqual(["terraform/cdk.tf.json", "modules/base.nix"]);
    expect(plan).toMatchObject({ remove: [], keep: [] });
  });

  it.each([
    ["a folder outside the output folder", "../outside", "modules"],
    ["a folder inside the output folder", "other", "modules"],
    ["a dangling link", "nowhere", "modules"],
    ["a link in place of the file", "../outside/file.nix", "modules/base.nix"],
  ])("refuses to follow a symbolic link: %s", (_, target, link) => {
    const folder = outputFolder();
    const root = join(folder, "out");
    put(folder, "outside/file.nix", "{ }");
    mkdirSync(join(root, "other"), { recursive: true });
    if (link.includes("/")) mkdirSync(join(root, "modules"));
    symlinkSync(target, join(root, link));
    expect(() => planFor(root, { "modules/base.nix": "1" }, { force: true })).toThrow(
      `${join(root, link)} is a symbolic link to ${target}`,
    );
  });

  it("writes to an output folder that is a link", () => {
    const folder = outputFolder();
    mkdirSync(join(folder, "real"));
    symlinkSync("real", join(folder, "out"));
    write(join(folder, "out"), { "modules/base.nix": "1" });
    expect(contents(join(folder, "real"))).toEqual({ "modules/base.nix": "1" });
  });

  it.each([
    [
      "a folder of somebody else where a file is needed",
      "flake.nix/notes.md",
      "flake.nix",
      "is a folder",
    ],
    [
      "a file of somebody else where a folder is needed",
      "modules",
      "modules/base.nix",
      "is a file",
    ],
  ])("refuses %s", (_, existing, path, problem) => {
    const root = outputFolder();
    put(root, existing, "by hand");
    expect(() => planFor(root, { [path]: "1" }, { force: true })).toThrow(problem);
  });

  it("refuses an output folder that is a file", () => {
    const folder = outputFolder();
    put(folder, "out", "a file");
    expect(() => planFor(join(folder, "out"), { "flake.nix": "1" })).toThrow(
      /cannot read .*out.*: not a directory \(ENOTDIR\); move the file/,
    );
  });
});

describe("own files", () => {
  it("are not changed, even if an earlier run generated them", () => {
    const root = outputFolder();
    write(root, { "flake.nix": "1", justfile: "1", "modules/a.nix": "1" });
    put(root, "justfile", "by hand");
    const own = ["flake.nix", "justfile"];
    write(root, { "modules/a.nix": "1" }, { own });
    expect(contents(root)).toMatchObject({ "flake.nix": "1", justfile: "by hand" });
    put(root, "flake.nix", "# Generated by `fleet synth` from main.ts.\n{ }");
    expect(planFor(root, { "modules/a.nix": "1" }, { own })).toMatchObject({
      keep: [],
      remove: [],
    });
  });
});
