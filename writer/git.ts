import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { foldersOf } from "./paths";

/** Up to how many files a command names one by one. */
const FEW = 8;

/**
 * The command that makes git track those of our files that it does not: of a flake, Nix sees only
 * what git tracks. Asks git once. Ignored files are left out.
 *
 * @param root the output folder
 * @param ours the generated files in it
 * @returns `undefined` when git tracks them all, or outside of a work tree, or without git
 */
export function gitAddCommand(root: string, ours: readonly string[]): string | undefined {
  const workTree = workTreeOf(root);
  if (workTree === undefined) return undefined;
  const { status, stdout } = spawnSync(
    "git",
    ["ls-files", "--others", "--exclude-standard", "-z"],
    { cwd: root, encoding: "utf8", maxBuffer: Number.POSITIVE_INFINITY },
  );
  if (status !== 0) return undefined;
  const paths = named(stdout.split("\0").slice(0, -1), new Set(ours));
  if (paths.length === 0) return undefined;

  const folder = relative(realpathSync("."), realpathSync(root));
  const command =
    workTreeOf(".") === workTree
      ? ["git", "add", ...paths.map((path) => join(folder, path))]
      : ["git", "-C", folder, "add", ...paths];
  return command.map(quoted).join(" ");
}

/**
 * Whether a git work tree contains the output folder; Nix looks for `.git` in the same way. When it
 * finds none, it copies the whole folder to the store instead of what git tracks.
 *
 * @returns `undefined` when there is no `.git`, and no git either: a container that builds from a copy
 *   of the files has neither, though they come from a repository
 */
export function isInGit(root: string): boolean | undefined {
  if (workTreeOf(root) !== undefined) return true;
  return spawnSync("git", ["--version"]).error === undefined ? false : undefined;
}

/** The folder, from this one upwards, that is the root of a git work tree. */
function workTreeOf(folder: string): string | undefined {
  const real = realpathSync(folder);
  if (existsSync(join(real, ".git"))) return real;
  return real === dirname(real) ? undefined : workTreeOf(dirname(real));
}

/**
 * Names our untracked files: one by one when they are few, else by the outermost folders in which
 * every untracked file is ours. One that holds, say, a Terraform state as well is not named.
 */
function named(untracked: readonly string[], ours: ReadonlySet<string>): string[] {
  const toAdd = untracked.filter((path) => ours.has(path));
  if (toAdd.length <= FEW) return toAdd;
  const shared = new Set(untracked.filter((path) => !ours.has(path)).flatMap(foldersOf));
  const names = toAdd.map((path) => foldersOf(path).find((folder) => !shared.has(folder)) ?? path);
  return [...new Set(names)];
}

/** As a POSIX shell reads it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
