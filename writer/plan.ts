import { join } from "node:path";
import { ConcurrentRuns, type WaitOptions } from "./concurrent-runs";
import { WriteError } from "./errors";
import {
  actionForOrphan,
  actionForRendered,
  actionForStale,
  type FileAction,
  type FileChange,
  FreedPaths,
  type GeneratedFile,
  type KeptFile,
} from "./file-actions";
import {
  type Manifest,
  parseManifest,
  printManifest,
  readManifest,
  sha256,
  union,
} from "./manifest";
import { findOrphans } from "./orphans";
import { OutputFolder } from "./output-folder";
import { MANIFEST, pathProblems } from "./paths";

/** What a run does to an output folder. */
export interface Plan {
  /** The output folder, as it was given. */
  readonly root: string;
  readonly files: readonly GeneratedFile[];
  readonly create: readonly FileChange[];
  readonly update: readonly FileChange[];
  readonly remove: readonly FileChange[];
  readonly keep: readonly KeptFile[];
  readonly unchanged: readonly string[];
  /** Folders to remove when they are empty, the innermost first. */
  readonly emptied: readonly string[];
  /** The text of the manifest: on the disk (empty without one), during the run, and after it. */
  readonly manifest: { readonly before: string; readonly during: string; readonly after: string };
}

export interface PlanOptions {
  /**
   * Whether to overwrite, or remove, generated files that somebody edited. Files that were not
   * generated are never touched.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Whether to remove generated files that neither the fleet nor the manifest has.
   *
   * @default false
   */
  readonly prune?: boolean;
  /**
   * Files that people write, whatever earlier runs did: they are neither looked at nor listed.
   *
   * @default - those that are not generated
   */
  readonly own?: readonly string[];
}

/**
 * Compares what the fleet says with an output folder, when no other run is writing to it. Writes
 * nothing, and needs no permission to.
 *
 * @param root the output folder; it may not exist yet
 * @param files everything that the fleet has for it: generated files that are missing here are stale
 * @throws WriteError with one line for each path that cannot be used, each file that was not generated
 *   where one is to be written, and each symbolic link on the way; or when other runs do not finish in time
 */
export function planOutput(
  root: string,
  files: readonly GeneratedFile[],
  options: PlanOptions & WaitOptions = {},
): Plan {
  return new ConcurrentRuns(root, options).read(() => plan(root, files, options));
}

/** As {@link planOutput}, for a caller that keeps other runs from writing meanwhile. */
export function plan(
  root: string,
  files: readonly GeneratedFile[],
  { force = false, prune = false, own = [] }: PlanOptions,
): Plan {
  refuse(pathProblems(files.map(({ path }) => path)));
  const before = readManifest(root);
  const listed = without(own, parseManifest(before, join(root, MANIFEST)));
  const folder = new OutputFolder(root);
  const by = { root, folder, listed, force, prune };

  const rendered = new Set(files.map(({ path }) => path));
  const stale = [...listed.keys()].filter((path) => !rendered.has(path));
  const orphans = findOrphans(folder, [...rendered, ...listed.keys(), ...own]);
  const leaving = [
    ...stale.flatMap((path) => actionForStale(by, path) ?? []),
    ...orphans.flatMap((path) => actionForOrphan(by, path) ?? []),
  ];
  const freed = new FreedPaths(
    folder,
    prune ? [...stale, ...orphans] : stale,
    changes(leaving, "remove"),
  );
  const actions = [...leaving, ...files.map((file) => actionForRendered(by, freed, file))];
  refuse(actions.flatMap((each) => (each.action === "refuse" ? [each.problem] : [])));

  const keep = actions.flatMap((each) => (each.action === "keep" ? [each.file] : []));
  const update = changes(actions, "update");
  const remove = changes(actions, "remove");
  const after = manifestAfter(files, keep, listed);
  return {
    root,
    files,
    create: changes(actions, "create"),
    update,
    remove,
    keep,
    unchanged: actions.flatMap((each) => (each.action === "none" ? [each.path] : [])),
    emptied: freed.folders,
    manifest: {
      before,
      during: printManifest(union(listed, after, contentsBefore([...update, ...remove]))),
      after: printManifest(after),
    },
  };
}

function without(paths: readonly string[], manifest: Manifest): Manifest {
  return new Map([...manifest].filter(([path]) => !paths.includes(path)));
}

/** Whether there is nothing to write: the output folder is what the fleet says, but for kept files. */
export function isUpToDate({ create, update, remove, manifest }: Plan): boolean {
  const changed = create.length + update.length + remove.length;
  return changed === 0 && manifest.before === manifest.after;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new WriteError([...new Set(problems)].join("\n"));
}

function changes(
  actions: readonly FileAction[],
  wanted: "create" | "update" | "remove",
): FileChange[] {
  return actions.flatMap((each) => (each.action === wanted ? [each.change] : []));
}

/** What a run replaces, so that the next one finishes it when it is killed, `force` and `prune` included. */
function contentsBefore(files: readonly FileChange[]): Manifest {
  return new Map(files.map(({ path, before = "" }) => [path, [sha256(before)]]));
}

/**
 * What the manifest lists after the run. An edited file stays listed with what was written, so it stays
 * edited. One that was not listed and is kept stays unlisted.
 */
function manifestAfter(
  files: readonly GeneratedFile[],
  keep: readonly KeptFile[],
  listed: Manifest,
): Manifest {
  const manifest = new Map<string, readonly string[]>();
  for (const { path, text } of files) manifest.set(path, [sha256(text)]);
  for (const { path } of keep) {
    const hashes = listed.get(path);
    if (hashes === undefined) manifest.delete(path);
    else manifest.set(path, hashes);
  }
  return manifest;
}
