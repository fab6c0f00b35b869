import { join } from "node:path";
import { Disk } from "./disk";
import { WriteError } from "./errors";
import { hasLeftovers } from "./lock";
import {
  type Manifest,
  parseManifest,
  printManifest,
  readManifest,
  sha256,
  union,
} from "./manifest";
import { MANIFEST, pathProblems } from "./paths";
import { Room } from "./room";
import { type ChangeState, judgeRendered, judgeStale, type Verdict } from "./verdict";
import type { FileChange, GeneratedFile, WritePlan } from "./write-plan";

export interface PlanOptions {
  /**
   * Whether to overwrite, or remove, files of ours that somebody edited. Files that are not ours
   * are never touched.
   *
   * @default false
   */
  readonly force?: boolean;
}

/**
 * Compares what the fleet says with an output folder. Writes nothing.
 *
 * @param root the output folder; it may not exist yet
 * @param files everything that the fleet has for it: files of ours that are missing here are stale
 * @throws WriteError with one line for each path that cannot be used, each file that is not ours
 *   where one is to be written, and each symbolic link on the way
 */
export function plan(
  root: string,
  files: readonly GeneratedFile[],
  { force = false }: PlanOptions = {},
): WritePlan {
  refuse(pathProblems(files.map(({ path }) => path)));
  const before = readManifest(root);
  const owned = parseManifest(before, join(root, MANIFEST));
  const by = { root, disk: new Disk(root), owned, force };

  const rendered = new Set(files.map(({ path }) => path));
  const stale = [...owned.keys()].filter((path) => !rendered.has(path));
  const staleVerdicts = stale.flatMap((path) => judgeStale(by, path) ?? []);
  const room = new Room(by.disk, stale, changes(staleVerdicts, "remove"));
  const verdicts = [...staleVerdicts, ...files.map((file) => judgeRendered(by, room, file))];
  refuse(verdicts.flatMap((verdict) => (verdict.state === "problem" ? [verdict.problem] : [])));

  const edited = changes(verdicts, "edited");
  const after = manifestAfter(files, edited, owned);
  return {
    root,
    files,
    force,
    create: changes(verdicts, "create"),
    update: changes(verdicts, "update"),
    remove: changes(verdicts, "remove"),
    edited,
    unchanged: verdicts.flatMap((verdict) => (verdict.state === "unchanged" ? [verdict.path] : [])),
    emptied: room.folders,
    manifest: {
      before,
      during: printManifest(union(owned, after)),
      after: printManifest(after),
    },
    leftovers: hasLeftovers(root),
  };
}

/** Whether there is nothing to change in the output folder, but for edited files that are kept. */
export function isUpToDate({ create, update, remove, manifest }: WritePlan): boolean {
  const changed = create.length + update.length + remove.length;
  return changed === 0 && manifest.before === manifest.after;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new WriteError([...new Set(problems)].join("\n"));
}

function changes(verdicts: readonly Verdict[], state: ChangeState): FileChange[] {
  return verdicts.flatMap((verdict) => (verdict.state === state ? [verdict.change] : []));
}

/** What is ours after the run. An edited file stays known by what we wrote, so it stays edited. */
function manifestAfter(
  files: readonly GeneratedFile[],
  edited: readonly FileChange[],
  owned: Manifest,
): Manifest {
  const manifest = new Map<string, readonly string[]>();
  for (const { path, text } of files) manifest.set(path, [sha256(text)]);
  for (const { path } of edited) manifest.set(path, owned.get(path) ?? []);
  return manifest;
}
