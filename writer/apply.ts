import { WriteError } from "./errors";
import { createFolders, requireWritable } from "./folders";
import { gitAddCommand } from "./git";
import { withLock } from "./lock";
import { foldersOf, MANIFEST } from "./paths";
import { isUpToDate, plan } from "./plan";
import { publish } from "./publish";
import { type StagedRun, stage } from "./stage";
import type { FileChange, WritePlan } from "./write-plan";

/** What a run did. Paths are relative to the output folder. */
export interface WriteReport {
  /** The output folder, as it was given. */
  readonly root: string;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of ours that somebody edited, and that were kept. */
  readonly edited: readonly string[];
  /** The command that tells git of new files; absent when it knows them or there is no work tree. */
  readonly gitAdd?: string | undefined;
}

/**
 * Carries out a plan: all of it or, when something can be seen to fail, none of it.
 *
 * New contents are first written to a staging folder, where a full disk, a quota or missing
 * permissions show. Only then does the output folder change, by renames and removals alone, so
 * that every file is at any time either the old or the new one. The manifest names both while that
 * goes on: killed at any moment, the next run knows every file and finishes. At worst an empty folder
 * stays, of a file that neither run has.
 *
 * Contents are not flushed to the disk one by one (fsync), which takes seconds for a thousand files.
 * After a power failure, unlike after a kill, a file just written can be empty; the next run
 * repairs it. The manifest is flushed.
 *
 * @throws WriteError when another run is writing, when the output folder no longer allows the plan,
 *   and when the disk refuses; the message says whether anything has changed
 */
export function apply(intended: WritePlan): WriteReport {
  const done = isUpToDate(intended) && !intended.leftovers ? intended : carryOutLocked(intended);
  const ours = [MANIFEST, ...paths(done.files)];
  return { ...report(done), gitAdd: gitAddCommand(done.root, ours) };
}

function carryOutLocked(intended: WritePlan): WritePlan {
  return withLock(intended.root, (staging) => {
    // Another run may have changed the folder since.
    const current = plan(intended.root, intended.files, { force: intended.force });
    if (!isUpToDate(current)) carryOut(current, staging);
    return current;
  });
}

function report({ root, create, update, remove, unchanged, edited }: WritePlan): WriteReport {
  return {
    root,
    created: paths(create),
    updated: paths(update),
    removed: paths(remove),
    unchanged,
    edited: paths(edited),
  };
}

function carryOut(current: WritePlan, claim: string): void {
  const { root } = current;
  const staged = noting(`nothing in ${root} was changed`, () => prepare(current, claim));
  noting(
    `${root} was changed in part: every file in it is whole, and the next run does the rest`,
    () => publish(current, staged),
  );
}

/** Does everything that can fail for want of space or permission. */
function prepare(current: WritePlan, claim: string): StagedRun {
  const { root, create, update, remove } = current;
  requireWritable(root, paths([...create, ...update, ...remove]));
  const staged = stage(current, claim);
  const removed = new Set(paths(remove));
  createFolders(
    root,
    paths(create).filter((path) => !foldersOf(path).some((folder) => removed.has(folder))),
  );
  return staged;
}

function paths(changes: readonly FileChange[]): string[] {
  return changes.map(({ path }) => path);
}

/** Adds to an error what state it leaves. */
function noting<T>(state: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw error instanceof WriteError ? new WriteError(`${error.message}\n${state}`) : error;
  }
}
