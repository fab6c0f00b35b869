import { renameSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { attempt, unless } from "./errors";
import { createFolders, removeEmptyFolders } from "./folders";
import type { Staged, StagedRun } from "./stage";
import type { WritePlan } from "./write-plan";

/**
 * Brings the staged contents to their places. The order is what makes a kill harmless: the manifest
 * first owns both old and new contents, and forgets the old ones only when everything is done.
 * Stale files go before new ones come, which may need their place.
 */
export function publish({ root, create, remove, emptied }: WritePlan, staged: StagedRun): void {
  move(staged.manifestDuring);
  for (const { path } of remove) {
    const name = join(root, path);
    attempt(`remove ${name}`, () => unless(["ENOENT"], () => unlinkSync(name)));
  }
  removeEmptyFolders(root, emptied);
  createFolders(
    root,
    create.map(({ path }) => path),
  );
  staged.files.forEach(move);
  move(staged.manifestAfter);
}

/** Replaces what is at `to` in one step: a reader sees the old content or the new one. */
function move({ from, to }: Staged): void {
  attempt(`write ${to}`, () => renameSync(from, to));
}
