import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { foldersOf } from "./paths";

/** The maximum number of files that the command lists individually. */
const FEW = 8;

/**
 * The command that adds untracked generated files to git: Nix sees only the tracked files of a flake. Runs git once.
 * Ignored files are omitted.
 *
 * @param root the output folder
 * @param ours the generated files in it
 * @returns `undefined` when git tracks all of them, outside a work tree, or without git
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
 * Whether a git work tree contains the output folder; Nix looks for `.git` in the same way. Without `.git`, Nix
 * copies the whole folder to the store instead of the tracked files.
 *
 * @returns `undefined` when neither `.git` nor git exists: a container that builds from a copy of a repository has
 *   neither
 */
export function isInGit(root: string): boolean | undefined {
  if (workTreeOf(root) !== undefined) return true;
  return spawnSync("git", ["--version"]).error === undefined ? false : undefined;
}

/** The root of the git work tree that contains the folder. */
function workTreeOf(folder: string): string | undefined {
  const real = realpathSync(folder);
  if (existsSync(join(real, ".git"))) return real;
  return real === dirname(real) ? undefined : workTreeOf(dirname(real));
}

/**
 * The untracked generated files: individually if there are few, otherwise by the outermost folders that contain no
 * other untracked files, such as a Terraform state.
 */
function named(untracked: readonly string[], ours: ReadonlySet<string>): string[] {
  const toAdd = untracked.filter((path) => ours.has(path));
  if (toAdd.length <= FEW) return toAdd;
  const shared = new Set(untracked.filter((path) => !ours.has(path)).flatMap(foldersOf));
  const names = toAdd.map((path) => foldersOf(path).find((folder) => !shared.has(folder)) ?? path);
  return [...new Set(names)];
}

/** Quotes a word for a POSIX shell if necessary. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
