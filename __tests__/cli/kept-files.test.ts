import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  filesOf,
  folderWithMain,
  runFleet,
  synthesizedFolder,
  writeMain,
} from "../support/run-fleet";
import { describeWithTools } from "../support/tools";

const main = (...machines: readonly string[]) => `
import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  for (const name of ${JSON.stringify(machines)}) {
    new NixosMachine(fleet, name, { stateVersion: "25.11" });
  }
}
`;

const GHOST = "nix-config/modules/hosts/ghost/default.nix";

describe("fleet synth", () => {
  it("exits with 1 when it keeps an edited file, and prints the remedy", () => {
    const folder = synthesizedFolder(main("cinnabar"));
    expect(runFleet(folder, "synth", "--dry-run").status).toBe(0);
    appendFileSync(join(folder, "nix-config/flake.nix"), "# mine\n");
    const { status, stdout, stderr } = runFleet(folder, "synth");
    expect(status).toBe(1);
    expect(stdout).toContain("1 kept");
    expect(stderr).toContain(
      "error: nix-config/flake.nix was edited by hand: move the change into the fleet, or discard it with fleet synth --force\n",
    );
    const dry = runFleet(folder, "synth", "--dry-run");
    expect(dry).toMatchObject({ status: 1, stderr: expect.stringContaining("was edited by hand") });
  });

  it("exits with 1 when it keeps an edited file that the fleet no longer has", () => {
    const folder = synthesizedFolder(main("cinnabar", "ghost"));
    appendFileSync(join(folder, GHOST), "# mine\n");
    writeMain(folder, main("cinnabar"));
    const { status, stderr } = runFleet(folder, "synth", "--never-applied", "ghost");
    expect(status).toBe(1);
    expect(stderr).toContain(`${GHOST} was edited by hand, and the fleet no longer has it`);
  });

  it("lists kept files as JSON, with the reason", () => {
    const folder = synthesizedFolder(main("cinnabar"));
    appendFileSync(join(folder, "nix-config/flake.nix"), "# mine\n");
    const { stdout } = runFleet(folder, "synth", "--format", "json");
    expect(JSON.parse(stdout).files).toEqual([{ path: "flake.nix", change: "edited" }]);
  });

  it("warns if Nix would copy the folder with the Terraform state to the store", () => {
    const folder = folderWithMain(main("cinnabar"));
    rmSync(join(folder, ".git"), { recursive: true });
    const warning = "warning: nix-config is not in a git repository: Nix copies the whole folder";
    expect(runFleet(folder, "synth").stderr).toContain(warning);
    expect(runFleet(folder, "synth", "--dry-run").stderr).toBe("");
  });

  it("refuses a wait that is not a number of seconds", () => {
    const { status, stderr } = runFleet(folderWithMain(main("a")), "synth", "--wait=soon");
    expect(status).toBe(1);
    expect(stderr).toContain("give a number of seconds, such as 60");
  });

  it.each(["synth", "check"])("documents the exit codes of %s", (command) => {
    expect(runFleet(folderWithMain(""), command, "--help").stdout).toMatch(
      /Exit codes:\n {2}0 {2}.*\n {2}1 {2}/,
    );
  });
});

describeWithTools(["git"], "a generated machine that git removed from the fleet", () => {
  const git = (folder: string, ...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words], {
      cwd: folder,
      encoding: "utf8",
    });

  /** A repository with one machine in its last commit; the second machine was only synthesized. */
  let repository: string;

  beforeAll(() => {
    repository = synthesizedFolder(main("cinnabar"));
    git(repository, "init", "--quiet");
    git(repository, "add", "-A");
    git(repository, "commit", "--quiet", "-m", "one machine");
    writeMain(repository, main("cinnabar", "ghost"));
    runFleet(repository, "synth");
  });

  it.each([
    ["checkout", (folder: string) => git(folder, "checkout", "--quiet", ".")],
    ["stash", (folder: string) => git(folder, "stash", "--quiet")],
    [
      "a switch to another branch",
      (folder: string) => {
        git(folder, "checkout", "--quiet", "-b", "other");
        git(folder, "commit", "--quiet", "-a", "-m", "without the new files");
        git(folder, "checkout", "--quiet", "-");
      },
    ],
  ])("by %s is found and reported", (_, forget) => {
    const folder = `${repository}-copy`;
    rmSync(folder, { recursive: true, force: true });
    cpSync(repository, folder, { recursive: true });
    forget(folder);
    expect(existsSync(join(folder, GHOST))).toBe(true);
    const { status, stdout, stderr } = runFleet(folder, "check", "--no-typecheck");
    expect(status).toBe(1);
    expect(stdout).toContain("--- a/modules/hosts/ghost/default.nix\n+++ /dev/null");
    expect(stderr).toContain(`${GHOST} is generated, but neither the fleet nor`);
    expect(stderr).toContain("fleet synth --prune");
  });

  it("is kept until --prune removes it", () => {
    git(repository, "checkout", "--quiet", ".");
    const kept = runFleet(repository, "synth");
    expect(kept).toMatchObject({ status: 1, stderr: expect.stringContaining(GHOST) });
    expect(existsSync(join(repository, GHOST))).toBe(true);

    expect(runFleet(repository, "synth", "--prune").status).toBe(0);
    expect(git(repository, "status", "--porcelain")).toBe("");
    expect(runFleet(repository, "check", "--no-typecheck").status).toBe(0);
  });
});

it("synth rebuilds a lost manifest from the files that still match the fleet's output", () => {
  const folder = synthesizedFolder(main("cinnabar"));
  const manifest = join(folder, "nix-config/.fleet-manifest.json");
  const before = filesOf(join(folder, "nix-config"));
  rmSync(manifest);
  writeMain(folder, main("cinnabar", "second"));
  const { status, stderr } = runFleet(folder, "synth");
  expect(status).toBe(1);
  expect(stderr).not.toContain("exists but is not a generated file");
  expect(stderr).toContain("machines.nix is generated and differs from the fleet's output");
  expect(stderr).toContain("git checkout -- nix-config/.fleet-manifest.json");
  writeMain(folder, main("cinnabar"));
  expect(runFleet(folder, "synth", "--prune").status).toBe(0);
  expect(filesOf(join(folder, "nix-config"))).toEqual(before);
});
