import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import fc from "../support/fast-check";
import { justBefore } from "./file-system";
import { contents, outputFolder, owned, paths, put, write } from "./output-folder";

describe("a run", () => {
  it("writes Nix and Terraform files to one folder, and does not change other files", () => {
    const root = outputFolder();
    put(root, "terraform/hetzner/terraform.tfstate", "state");
    put(root, "flake.lock", "lock");
    const { create } = write(root, { "flake.nix": "{ }", "terraform/hetzner/cdk.tf.json": "{}" });
    expect(paths(create)).toEqual(["flake.nix", "terraform/hetzner/cdk.tf.json"]);
    expect(contents(root)).toEqual({
      "flake.lock": "lock",
      "flake.nix": "{ }",
      "terraform/hetzner/cdk.tf.json": "{}",
      "terraform/hetzner/terraform.tfstate": "state",
    });
    expect(owned(root)).toEqual(["flake.nix", "terraform/hetzner/cdk.tf.json"]);
  });

  it("does not write files that are up to date, including the manifest", () => {
    const root = outputFolder();
    const texts = { "a.nix": "1", "b.nix": "1" };
    write(root, texts);
    const long = new Date("2001-01-01");
    for (const path of ["a.nix", "b.nix", ".fleet-manifest.json"]) {
      utimesSync(join(root, path), long, long);
    }
    expect(write(root, texts)).toMatchObject({ create: [], update: [], remove: [] });
    expect(statSync(join(root, ".fleet-manifest.json")).mtime).toEqual(long);
    expect(paths(write(root, { ...texts, "b.nix": "2" }).update)).toEqual(["b.nix"]);
    expect(statSync(join(root, "a.nix")).mtime).toEqual(long);
  });

  it("removes stale files and folders that become empty", () => {
    const root = outputFolder();
    write(root, {
      "modules/hosts/a/default.nix": "1",
      "modules/hosts/b.nix": "1",
      "x/y/z.nix": "1",
    });
    put(root, "modules/hosts/a/notes.md", "by hand");
    expect(paths(write(root, { "flake.nix": "1" }).remove)).toHaveLength(3);
    expect(contents(root)).toEqual({ "flake.nix": "1", "modules/hosts/a/notes.md": "by hand" });
  });

  it("writes deleted files again", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    rmSync(join(root, "a.nix"));
    expect(paths(write(root, { "a.nix": "1" }).create)).toEqual(["a.nix"]);
  });

  it("keeps the permissions of a file that it replaces", () => {
    const root = outputFolder();
    write(root, { "run.sh": "1" });
    chmodSync(join(root, "run.sh"), 0o750);
    write(root, { "run.sh": "2" });
    expect(statSync(join(root, "run.sh")).mode & 0o777).toBe(0o750);
  });

  it("writes nothing if a hand-written file is in place of a generated one", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1", "stale.nix": "1" });
    put(root, "b.nix", "by hand");
    expect(() => write(root, { "a.nix": "2", "b.nix": "2" }, { force: true })).toThrow("b.nix");
    expect(contents(root)).toEqual({ "a.nix": "1", "b.nix": "by hand", "stale.nix": "1" });
  });

  it("replaces a file with a folder, and a folder with a file", () => {
    const root = outputFolder();
    for (const path of ["a", "a/b", "a/b/c", "a"]) {
      write(root, { [path]: path });
      expect(contents(root)).toEqual({ [path]: path });
    }
  });

  it("keeps a file if only the case of its name changes, on a case-insensitive file system", () => {
    const root = outputFolder();
    write(root, { "Host.nix": "1" });
    // On a case-insensitive file system, the new name refers to the old file.
    linkSync(join(root, "Host.nix"), join(root, "host.nix"));
    write(root, { "host.nix": "1" });
    expect(contents(root)).toEqual({ "host.nix": "1" });
  });

  it("does not remove an own file, or its folder, behind a symbolic link", () => {
    const folder = outputFolder();
    const root = join(folder, "out");
    write(root, { "modules/a/b.nix": "1", "flake.nix": "1" });
    rmSync(join(root, "modules"), { recursive: true });
    put(folder, "outside/a/b.nix", "1");
    mkdirSync(join(folder, "outside/empty"));
    symlinkSync("../outside", join(root, "modules"));
    write(root, { "flake.nix": "1" });
    expect(contents(join(folder, "outside"))).toEqual({ "a/b.nix": "1", empty: null });
    expect(owned(root)).toEqual(["flake.nix"]);
  });

  it("always results in exactly the fleet's output", () => {
    const path = fc.constantFrom("a", "a/b", "a/b/c", "b", "b/c/d", "c/d", "c/e");
    const render = fc
      .dictionary(path, fc.constantFrom("", "1", "2"))
      .filter((texts) =>
        Object.keys(texts).every(
          (file) => !Object.keys(texts).some((other) => other.startsWith(`${file}/`)),
        ),
      );
    const root = outputFolder();
    fc.assert(
      fc.property(render, (texts) => {
        write(root, texts);
        expect(contents(root)).toEqual(texts);
        expect(owned(root).sort()).toEqual(Object.keys(texts).sort());
      }),
      { numRuns: 200 },
    );
  });
});

describe("a generated file that was edited by hand", () => {
  function edited(): string {
    const root = outputFolder();
    write(root, { "a.nix": "1", "stale.nix": "1", "other.nix": "1" });
    put(root, "a.nix", "by hand");
    put(root, "stale.nix", "by hand");
    return root;
  }
  const interrupt = () => {
    throw new Error("interrupted");
  };
  const next = { "a.nix": "2", "other.nix": "2" };

  it("is kept and reported on every run, while other files are written", () => {
    const root = edited();
    expect(paths(write(root, next).keep).sort()).toEqual(["a.nix", "stale.nix"]);
    expect(paths(write(root, next).keep).sort()).toEqual(["a.nix", "stale.nix"]);
    expect(contents(root)).toEqual({
      "a.nix": "by hand",
      "other.nix": "2",
      "stale.nix": "by hand",
    });
  });

  it("is overwritten with force, or removed if it is stale", () => {
    const root = edited();
    const done = write(root, next, { force: true });
    expect(done).toMatchObject({ keep: [], remove: [{ path: "stale.nix" }] });
    expect(contents(root)).toEqual(next);
  });

  it("is overwritten or removed by the next run if a run with force was interrupted", () => {
    const root = edited();
    justBefore("renameSync", /\.fleet-staging\/[^/]*\/0$/, interrupt);
    expect(() => write(root, next, { force: true })).toThrow("interrupted");
    write(root, next);
    expect(contents(root)).toEqual(next);

    const again = edited();
    justBefore("unlinkSync", /stale\.nix$/, interrupt);
    expect(() => write(again, next, { force: true })).toThrow("interrupted");
    expect(contents(again)).toMatchObject({ "stale.nix": "by hand" });
    write(again, next);
    expect(contents(again)).toEqual(next);
  });

  it("is taken over if it matches the fleet's new output", () => {
    const root = edited();
    expect(write(root, { "a.nix": "by hand", "stale.nix": "by hand" }).keep).toEqual([]);
    expect(paths(write(root, { "a.nix": "3" }).remove)).toEqual(["stale.nix"]);
  });

  it("is no longer reported after the edit is undone", () => {
    const root = edited();
    write(root, next);
    put(root, "a.nix", "1");
    expect(paths(write(root, next).update)).toEqual(["a.nix"]);
  });

  it("is not an empty file that a power failure left", () => {
    const root = edited();
    put(root, "a.nix", "");
    expect(paths(write(root, next).update)).toContain("a.nix");
    expect(readFileSync(join(root, "a.nix"), "utf8")).toBe("2");
  });
});
