import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ConcurrentRuns, type WaitOptions } from "./concurrent-runs";
import { attempt, unless, WriteError } from "./errors";
import type { FileChange, GeneratedFile } from "./file-actions";
import { gitAddCommand, isInGit } from "./git";
import { createFolders, removeEmptyFolders, requireWritable } from "./output-folder";
import { foldersOf, MANIFEST } from "./paths";
import { isUpToDate, type Plan, type PlanOptions, plan } from "./plan";

/** What a run did. */
export interface WriteReport {
  /** What has been done. */
  readonly done: Plan;
  /** The command that tells git of new files; absent when it tracks them or there is no work tree. */
  readonly gitAdd?: string | undefined;
  /** Whether a git work tree contains the output folder; `undefined` when git is not installed. */
  readonly isInGit?: boolean | undefined;
}

/**
 * Brings the output folder to what the fleet says: all of it or, when something can be seen to fail,
 * none of it. Runs on the same folder come one after the other; each plans when its turn has come.
 *
 * New contents are first written to a staging folder, where a full disk, a quota or missing
 * permissions show. Only then does the output folder change, by renames and removals alone, so
 * that every file is at any time either the old or the new one. The manifest lists both while that
 * goes on: killed at any moment, the next run knows every file and finishes. At worst an empty folder
 * stays, of a file that neither run has.
 *
 * Contents are not flushed to the disk one by one (fsync), which takes seconds for a thousand files.
 * After a power failure, unlike after a kill, a file just written can be empty; the next run
 * repairs it. The manifest is flushed.
 *
 * @param root the output folder; created when missing
 * @param files everything that the fleet has for it: generated files that are missing here are stale
 * @throws WriteError as {@link planOutput}, and when the disk refuses; the message says whether
 *   anything has changed
 */
export function writeOutput(
  root: string,
  files: readonly GeneratedFile[],
  options: PlanOptions & WaitOptions = {},
): WriteReport {
  const runs = new ConcurrentRuns(root, options);
  const planNow = () => plan(root, files, options);
  // Without permission to write there is no lock, but no need of one either when nothing is to be written.
  const current = runs.isLockable ? undefined : runs.read(planNow);
  const done =
    current !== undefined && isUpToDate(current)
      ? current
      : runs.exclude((staging) => writePlan(planNow(), staging));
  const ours = [MANIFEST, ...paths(done.files)];
  return { done, gitAdd: gitAddCommand(root, ours), isInGit: isInGit(root) };
}

function writePlan(current: Plan, staging: string): Plan {
  if (isUpToDate(current)) return current;
  const { root } = current;
  const staged = noting(`nothing in ${root} was changed`, () => prepare(current, staging));
  noting(
    `${root} was changed in part: every file in it is whole, and the next run does the rest`,
    () => publish(current, staged),
  );
  return current;
}

/** Does everything that can fail for lack of space or permission. */
function prepare(current: Plan, staging: string): StagedFiles {
  const { root, create, update, remove } = current;
  requireWritable(root, paths([...create, ...update, ...remove]));
  const staged = stage(current, staging);
  const removed = new Set(paths(remove));
  createFolders(
    root,
    paths(create).filter((path) => !foldersOf(path).some((folder) => removed.has(folder))),
  );
  return staged;
}

/** A content in the staging folder, and the path to rename it to. */
interface Staged {
  readonly from: string;
  readonly to: string;
}

interface StagedFiles {
  readonly manifestDuring: Staged;
  readonly files: readonly Staged[];
  readonly manifestAfter: Staged;
}

/** Writes all new contents to the staging folder. */
function stage({ root, create, update, manifest }: Plan, staging: string): StagedFiles {
  const changes = [...create, ...update];
  return {
    files: changes.map((change, index) => stageFile(root, change, join(staging, `${index}`))),
    manifestDuring: stageManifest(root, manifest.during, join(staging, "during")),
    manifestAfter: stageManifest(root, manifest.after, join(staging, "after")),
  };
}

/** A file that is replaced keeps its permissions. */
function stageFile(root: string, { path, before, after = "" }: FileChange, from: string): Staged {
  const to = join(root, path);
  attempt(`write ${to}`, () => {
    writeFileSync(from, after, { flag: "wx" });
    if (before !== undefined) chmodSync(from, lstatSync(to).mode);
  });
  return { from, to };
}

/** The manifest is flushed to the disk: without it, edited files cannot be told from others. */
function stageManifest(root: string, text: string, from: string): Staged {
  const to = join(root, MANIFEST);
  attempt(`write ${to}`, () => {
    const file = openSync(from, "wx");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
  return { from, to };
}

/**
 * Brings the staged contents to their places. The order is what makes a kill harmless: the manifest
 * first lists both old and new contents, and drops the old ones only when everything is done.
 * Stale files go before new ones come, which may need their place.
 */
function publish({ root, create, remove, emptied }: Plan, staged: StagedFiles): void {
  move(staged.manifestDuring);
  for (const { path } of remove) {
    const name = join(root, path);
    attempt(`remove ${name}`, () => unless(["ENOENT"], () => unlinkSync(name)));
  }
  removeEmptyFolders(root, emptied);
  createFolders(root, paths(create));
  staged.files.forEach(move);
  move(staged.manifestAfter);
}

/** Replaces what is at `to` in one step: a reader sees the old content or the new one. */
function move({ from, to }: Staged): void {
  attempt(`write ${to}`, () => renameSync(from, to));
}

function paths(files: readonly { readonly path: string }[]): string[] {
  return files.map(({ path }) => path);
}

/** Adds to an error what state it leaves. */
function noting<T>(state: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw error instanceof WriteError ? new WriteError(`${error.message}\n${state}`) : error;
  }
}
