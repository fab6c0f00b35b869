import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "./errors";
import { MANIFEST } from "./paths";
import type { FileChange, WritePlan } from "./write-plan";

/** A content that waits in the staging folder for the rename to its place. */
export interface Staged {
  readonly from: string;
  readonly to: string;
}

/** The contents of a run, complete, in the order in which they take their places. */
export interface StagedRun {
  readonly manifestDuring: Staged;
  readonly files: readonly Staged[];
  readonly manifestAfter: Staged;
}

/** Writes all new contents to the staging folder. */
export function stage({ root, create, update, manifest }: WritePlan, claim: string): StagedRun {
  const changes = [...create, ...update];
  return {
    files: changes.map((change, index) => stageFile(root, change, join(claim, `${index}`))),
    manifestDuring: stageManifest(root, manifest.during, join(claim, "during")),
    manifestAfter: stageManifest(root, manifest.after, join(claim, "after")),
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

/** The manifest is flushed to the disk: without it, no file of ours is known. */
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
