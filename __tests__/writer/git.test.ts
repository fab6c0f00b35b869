import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { reportLines, warnings, writeOutput } from "../../writer";
import { describeWithTools } from "../support/tools";
import { files, outputFolder, put, write } from "./output-folder";

function git(folder: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: folder, encoding: "utf8" });
}

/** A new git work tree, with `nix-config` to write to. */
function workTree(): string {
  const folder = outputFolder();
  git(folder, "init", "--quiet");
  mkdirSync(join(folder, "nix-config"));
  return folder;
}

/** Writes to `nix-config` from a folder, and runs the printed command in that folder. */
function writeFrom(folder: string, root: string, texts: Readonly<Record<string, string>>): string {
  const home = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(home));
  const { gitAdd } = writeOutput(root, files(texts));
  execFileSync("sh", ["-euc", gitAdd ?? ":"], { cwd: folder });
  return gitAdd ?? "nothing";
}

function tracked(folder: string): string[] {
  return git(folder, "ls-files", "-z").split("\0").slice(0, -1);
}

/** Runs the rest of a test as if git were not installed. */
function withoutGit(): void {
  vi.stubEnv("PATH", "");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

const machines = Object.fromEntries(
  Array.from({ length: 20 }, (_, n) => [`modules/hosts/m${n}/default.nix`, `${n}`]),
);

describeWithTools(["git", "sh"], "new files in a git work tree", () => {
  it("are listed in a git add command, including the manifest", () => {
    const folder = workTree();
    put(folder, "nix-config/by-hand.nix", "{ }");
    const command = writeFrom(folder, "nix-config", { "flake.nix": "1", "modules/a b.nix": "1" });
    expect(command).toBe(
      "git add nix-config/.fleet-manifest.json nix-config/flake.nix 'nix-config/modules/a b.nix'",
    );
    expect(tracked(folder)).toEqual([
      "nix-config/.fleet-manifest.json",
      "nix-config/flake.nix",
      "nix-config/modules/a b.nix",
    ]);
  });

  it("are listed by folders if there are many, except folders with other untracked files", () => {
    const folder = workTree();
    put(folder, "nix-config/terraform/hetzner/terraform.tfstate", "secret");
    const command = writeFrom(folder, "nix-config", {
      ...machines,
      "terraform/hetzner/cdk.tf.json": "1",
      "terraform/macs/cdk.tf.json": "1",
    });
    expect(command).toBe(
      "git add nix-config/.fleet-manifest.json nix-config/modules " +
        "nix-config/terraform/hetzner/cdk.tf.json nix-config/terraform/macs",
    );
    expect(tracked(folder)).toHaveLength(23);
    expect(tracked(folder)).not.toContain("nix-config/terraform/hetzner/terraform.tfstate");
  });

  it("are listed with a command that works from a folder outside the work tree", () => {
    const folder = workTree();
    const command = writeFrom(join(folder, ".."), join(folder, "nix-config"), { "a.nix": "1" });
    expect(command).toMatch(/^git -C \S+\/nix-config add \.fleet-manifest\.json a\.nix$/);
    expect(tracked(folder)).toHaveLength(2);
  });

  it("are listed until git tracks them", () => {
    const folder = workTree();
    write(join(folder, "nix-config"), { "a.nix": "1" });
    expect(writeFrom(folder, "nix-config", { "a.nix": "1", "b.nix": "1" })).toContain("a.nix");
    expect(writeFrom(folder, "nix-config", { "a.nix": "1", "b.nix": "1", "c.nix": "1" })).toBe(
      "git add nix-config/c.nix",
    );
  });

  it("are not listed if git ignores them", () => {
    const folder = workTree();
    put(folder, ".gitignore", "nix-config/terraform\n");
    expect(
      writeFrom(folder, "nix-config", { "a.nix": "1", "terraform/b.json": "1" }),
    ).not.toContain("terraform");
  });

  it("are printed with the reason", () => {
    const root = join(workTree(), "nix-config");
    expect(reportLines(writeOutput(root, files({ "a.nix": "1" }))).slice(1)).toEqual([
      "git does not track the new files yet, and Nix sees only tracked files; run:",
      expect.stringMatching(/^ {2}git .*add .*a\.nix$/),
    ]);
  });

  it("need no command outside a work tree", () => {
    expect(writeOutput(outputFolder(), files({ "a.nix": "1" })).gitAdd).toBeUndefined();
  });

  it("are also written without git", () => {
    withoutGit();
    const root = outputFolder();
    mkdirSync(join(root, ".git"));
    expect(writeOutput(root, files({ "a.nix": "1" }))).toMatchObject({
      done: { create: [{ path: "a.nix" }] },
      gitAdd: undefined,
    });
  });
});

describeWithTools(["git"], "an output folder", () => {
  it("outside a git work tree causes a warning, because Nix copies all of it", () => {
    const root = outputFolder();
    expect(warnings(writeOutput(root, files({ "flake.nix": "1" })))).toEqual([
      expect.stringMatching(
        /is not in a git repository: Nix copies the whole folder.*state and deploy keys; run: git -C \S+ init$/,
      ),
    ]);
    git(root, "init", "--quiet");
    expect(warnings(writeOutput(root, files({ "flake.nix": "2" })))).toEqual([]);
  });

  it("inside a git work tree causes no warning", () => {
    const root = join(workTree(), "nix-config");
    expect(warnings(writeOutput(root, files({ "flake.nix": "1" })))).toEqual([]);
  });

  it("causes no warning if git is not installed", () => {
    withoutGit();
    expect(warnings(writeOutput(outputFolder(), files({ "flake.nix": "1" })))).toEqual([]);
  });
});
