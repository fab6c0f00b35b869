import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { justBefore } from "./file-system";
import { contents, outputFolder, planFor, put, write } from "./output-folder";
import { writerProcesses } from "./writer-process";

/** Mounts an empty tmpfs as a disk that can be full or read-only. */
function mount(folder: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "pipe" });
  onTestFinished(() => {
    execFileSync("umount", [folder]);
  });
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", folder], { stdio: "pipe" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    console.warn("skipped: full and read-only disks: mounting a tmpfs is not permitted here");
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const big = "x".repeat(30_000);

describe.skipIf(!canMount())("a disk", () => {
  it("that is full fails the run before anything is changed", () => {
    const root = outputFolder();
    mount(root, "size=128k");
    const before = { "a.nix": "1", "b.nix": "1", "stale.nix": "1" };
    write(root, before);
    const manifest = readFileSync(join(root, ".fleet-manifest.json"), "utf8");

    const next = { "a.nix": big, "b.nix": big, "new/c.nix": big, "new/d.nix": big };
    expect(() => write(root, next)).toThrow(
      new RegExp(
        `^cannot write ${root}/\\S+: no space left on device \\(ENOSPC\\); free some space on that disk, then run again\nnothing in ${root} was changed$`,
      ),
    );

    expect(contents(root)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual([".fleet-manifest.json", ...Object.keys(before)]);
    expect(readFileSync(join(root, ".fleet-manifest.json"), "utf8")).toBe(manifest);
  });

  it("without free inodes fails the run before anything is changed", () => {
    const root = outputFolder();
    mount(root, "nr_inodes=12");
    write(root, { "a.nix": "1" });
    const next = Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}/x.nix`, name]));
    expect(() => write(root, next)).toThrow(/ENOSPC.*\nnothing in .* was changed/);
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });

  it("that is read-only is reported", () => {
    const root = outputFolder();
    mount(root, "ro");
    expect(() => write(root, { "a.nix": "1" })).toThrow(
      `cannot write to ${root}: read-only file system (EROFS); make it writable or choose another output folder`,
    );
  });

  it("that is read-only is not an error when there is nothing to write", () => {
    const root = outputFolder();
    mount(root, "rw");
    write(root, { "a.nix": "1" });
    execFileSync("mount", ["-o", "remount,ro", root]);
    expect(write(root, { "a.nix": "1" }).unchanged).toEqual(["a.nix"]);
    expect(planFor(root, { "a.nix": "2" }).update).toMatchObject([{ path: "a.nix" }]);
  });

  it("that is read-only can be compared while another mount of it is written to", () => {
    const root = outputFolder();
    const view = outputFolder();
    write(root, { "a.nix": "1" });
    execFileSync("mount", ["--bind", root, view]);
    onTestFinished(() => {
      execFileSync("umount", [view]);
    });
    execFileSync("mount", ["-o", "remount,bind,ro", view]);

    const meanwhile = (text: string) =>
      justBefore("lstatSync", new RegExp(`${view}/a\\.nix$`), () => write(root, { "a.nix": text }));
    meanwhile("2");
    expect(planFor(view, { "a.nix": "2" }).unchanged).toEqual(["a.nix"]);
    meanwhile("3");
    expect(() => planFor(view, { "a.nix": "2" }, { wait: 0 })).toThrow(
      `${view} is still changing after 0 s: let other runs finish, then run again`,
    );
  });

  it("that is mounted inside the output folder is refused", () => {
    const root = outputFolder();
    mkdirSync(join(root, "terraform"));
    mount(join(root, "terraform"), "rw");
    expect(() => write(root, { "terraform/cdk.tf.json": "1" })).toThrow(
      `${join(root, "terraform")} is on a different file system than ${root}`,
    );
  });
});

describe("a folder without permission to write", () => {
  it("fails the run before anything is changed", async () => {
    const root = outputFolder();
    const before = { "a.nix": "1", "locked/b.nix": "1" };
    write(root, before);
    chmodSync(join(root, "locked"), 0o555);
    // Root ignores permissions, so as root the test runs as another user, who owns the output folder.
    const nobody = 65534;
    if (process.getuid?.() === 0) chownSync(root, nobody, nobody);
    const run = writerProcesses()(
      root,
      [{ "a.nix": "2", "locked/b.nix": "2" }],
      `if (process.getuid() === 0) process.setuid(${nobody});
       try { writeOutput(root, lists[0]); } catch (error) { console.log(error.message); }`,
    );
    expect(run.stdout === null ? "" : await text(run.stdout)).toMatch(
      /^cannot write to .*\/locked: permission denied \(EACCES\); check the permissions.*\nnothing in .* was changed$/m,
    );
    expect(contents(root)).toEqual(before);
    chmodSync(join(root, "locked"), 0o755);
  });
});

describe("an invalid output folder", () => {
  it("is reported with the reason", () => {
    const folder = outputFolder();
    put(folder, "file", "");
    expect(() => write(join(folder, "file/out"), { "a.nix": "1" })).toThrow(
      /^cannot read .*file\/out.*: not a directory \(ENOTDIR\)/,
    );
  });
});
