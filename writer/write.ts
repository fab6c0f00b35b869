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

/** The result of a run. */
export interface WriteReport {
  /** The plan that was carried out. */
  readonly done: Plan;
  /** The command that adds new files to git; absent when git tracks them or there is no work tree. */
  readonly gitAdd?: string | undefined;
  /** Whether a git work tree contains the output folder; `undefined` when git is not installed. */
  readonly isInGit?: boolean | undefined;
}

/**
 * Writes the fleet's output to the output folder: all of it or, if a foreseeable error occurs, nothing. Runs on the
 * same folder are serialized; each makes its plan while it holds the lock.
 *
 * New contents are first written to a staging folder, which detects a full disk, an exceeded quota or missing
 * permissions. Then the output folder changes only by renames and removals, so that every file is either the old or
 * the new one. Meanwhile the manifest lists both: after a kill at any moment, the next run recognizes every file and
 * finishes. At worst, an empty folder remains.
 *
 * Files are not flushed individually (fsync), which would take seconds for a thousand files. After a power failure,
 * unlike after a kill, a new file can be empty; the next run repairs it. The manifest is flushed.
 *
 * @param root the output folder; created when missing
 * @param files the complete fleet's output: generated files that are not in it are stale
 * @throws WriteError as {@link planOutput}, and when a file cannot be written; the message states whether anything
 *   was changed
 */
export function writeOutput(
  root: string,
  files: readonly GeneratedFile[],
  options: PlanOptions & WaitOptions = {},
): WriteReport {
  const runs = new ConcurrentRuns(root, options);
  const planNow = () => plan(root, files, options);
  // Without write permission the lock cannot be taken, but it is not needed if there is nothing to write.
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
    `${root} was changed only in part: every file in it is complete, and the next run finishes`,
    () => publish(current, staged),
  );
  return current;
}

/** Carries out all steps that can fail because of missing space or permissions. */
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

/** A file in the staging folder, and the path to rename it to. */
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

/** Writes the new content of a file; a replaced file keeps its permissions. */
function stageFile(root: string, { path, before, after = "" }: FileChange, from: string): Staged {
  const to = join(root, path);
  attempt(`write ${to}`, () => {
    writeFileSync(from, after, { flag: "wx" });
    if (before !== undefined) chmodSync(from, lstatSync(to).mode);
  });
  return { from, to };
}

/** Writes the manifest and flushes it to the disk: without it, edited files cannot be detected. */
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
 * Moves the staged contents into place. Because of the order, a kill is harmless: the manifest first lists both old
 * and new contents, and the old ones are removed only at the end. Stale files are removed before new files are
 * created, which may need their paths.
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

/** Replaces `to` atomically: a reader sees either the old or the new content. */
function move({ from, to }: Staged): void {
  attempt(`write ${to}`, () => renameSync(from, to));
}

function paths(files: readonly { readonly path: string }[]): string[] {
  return files.map(({ path }) => path);
}

/** Adds the state of the output folder to the message of an error. */
function noting<T>(state: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw error instanceof WriteError ? new WriteError(`${error.message}\n${state}`) : error;
  }
}
