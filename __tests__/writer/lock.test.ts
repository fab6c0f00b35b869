import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { withLock } from "../../writer/lock";
import { contents, outputFolder, put, write } from "./output-folder";
import { writerProcesses } from "./writer-process";

/** Leaves the claim that a run of this process would have, with a temporary file. */
function claim(root: string, pid: number, host = hostname()): string {
  const folder = join(root, ".fleet-staging", `${pid}@${encodeURIComponent(host)}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "0"), "half");
  return folder;
}

/** A process that does nothing, until the test is finished or it is killed. */
function idleProcess() {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

describe("two runs at once", () => {
  it("exclude each other, with an error that names the other one and the remedy", () => {
    const root = outputFolder();
    const other = claim(root, idleProcess().pid ?? 0);
    expect(() => write(root, { "a.nix": "1" })).toThrow(
      /another run \(process \d+\) is writing to .*: let it finish, then run again; if there is none, remove /,
    );
    expect(contents(root)).toEqual({ [`${other.slice(root.length + 1)}/0`]: "half" });
  });

  it("wait for each other as long as a run takes", () => {
    const root = outputFolder();
    const folder = claim(root, idleProcess().pid ?? 0);
    const release = spawn("sh", ["-c", 'sleep 0.2; rm -r "$1"', "sh", folder]);
    onTestFinished(() => {
      release.kill();
    });
    expect(write(root, { "a.nix": "1" }).created).toEqual(["a.nix"]);
  });

  it("are not blocked by one that was killed, whose temporary files go", async () => {
    const root = outputFolder();
    const child = idleProcess();
    claim(root, child.pid ?? 0);
    child.kill("SIGKILL");
    await once(child, "exit");
    write(root, { "a.nix": "1" });
    expect(contents(root)).toEqual({ "a.nix": "1" });
    expect(readdirSync(root)).not.toContain(".fleet-staging");
  });

  it.each([
    ["with this process id", process.pid, hostname(), 0],
    ["on another host, long ago", 1, "elsewhere", 11 * 60],
    ["whose process id another process has got since", process.ppid, hostname(), 11 * 60],
  ])("are not blocked by one that was killed %s", (_, pid, host, ageInSeconds) => {
    const root = outputFolder();
    const folder = claim(root, pid, host);
    const then = Date.now() / 1000 - ageInSeconds;
    utimesSync(folder, then, then);
    write(root, { "a.nix": "1" });
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });

  it("take a run on another host for alive", () => {
    const root = outputFolder();
    claim(root, 1, "elsewhere");
    expect(() => write(root, { "a.nix": "1" })).toThrow("(process 1 on elsewhere)");
  });

  it("both write, one after the other", async () => {
    const root = outputFolder();
    const start = writerProcesses();
    const renders = ["1", "2"].map((text) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${text}/${n}.nix`, text])),
    );
    const code = (first: number) =>
      `for (let n = 0; n < 5; n++) apply(plan(root, lists[(n + ${first}) % 2]));`;
    const runs = [0, 1].map((first) => start(root, renders, code(first)));
    const exits = await Promise.all(runs.map((run) => once(run, "exit")));
    expect(exits).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(renders).toContainEqual(contents(root));
  });
});

describe("the staging folder", () => {
  it("of a killed run is removed even when nothing is to be written", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    claim(root, process.pid);
    expect(write(root, { "a.nix": "1" }).unchanged).toEqual(["a.nix"]);
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });

  it("is not looked for behind a symbolic link", () => {
    const folder = outputFolder();
    put(folder, "outside/1@x/precious", "by hand");
    mkdirSync(join(folder, "out"));
    symlinkSync("../outside", join(folder, "out/.fleet-staging"));
    expect(() => write(join(folder, "out"), { "a.nix": "1" })).toThrow("is a symbolic link");
    expect(contents(join(folder, "outside"))).toEqual({ "1@x/precious": "by hand" });
  });

  it("goes when the work fails", () => {
    const root = outputFolder();
    const fail = () =>
      withLock(root, () => {
        throw new Error("failed");
      });
    expect(fail).toThrow("failed");
    expect(readdirSync(root)).toEqual([]);
  });
});
