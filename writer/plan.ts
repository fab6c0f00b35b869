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
  /** The output folder, as the caller passed it. */
  readonly root: string;
  readonly files: readonly GeneratedFile[];
  readonly create: readonly FileChange[];
  readonly update: readonly FileChange[];
  readonly remove: readonly FileChange[];
  readonly keep: readonly KeptFile[];
  readonly unchanged: readonly string[];
  /** Folders to remove if they are empty, the innermost first. */
  readonly emptied: readonly string[];
  /** The text of the manifest: on the disk (empty without one), during the run, and after it. */
  readonly manifest: { readonly before: string; readonly during: string; readonly after: string };
}

export interface PlanOptions {
  /**
   * Whether to overwrite or remove generated files that were edited by hand. Other files are never changed.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Whether to remove generated files that neither the fleet nor the manifest contains.
   *
   * @default false
   */
  readonly prune?: boolean;
  /**
   * Hand-written files, even if earlier runs generated them: they are neither read nor listed.
   *
   * @default - none
   */
  readonly own?: readonly string[];
}

/**
 * Compares the fleet's output with an output folder while no other run writes to it. Writes nothing, and needs no
 * write permission.
 *
 * @param root the output folder; it may not exist yet
 * @param files the complete fleet's output: generated files that are not in it are stale
 * @throws WriteError with one line for each invalid path, each hand-written file in place of a generated one, and
 *   each symbolic link in a path; or when other runs do not finish in time
 */
export function planOutput(
  root: string,
  files: readonly GeneratedFile[],
  options: PlanOptions & WaitOptions = {},
): Plan {
  return new ConcurrentRuns(root, options).read(() => plan(root, files, options));
}

/** As {@link planOutput}, for a caller that prevents other runs from writing meanwhile. */
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

/** Whether there is nothing to write: except for kept files, the output folder matches the fleet's output. */
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

/** The contents that a run replaces, so that the next run can finish after a kill, also with `force` and `prune`. */
function contentsBefore(files: readonly FileChange[]): Manifest {
  return new Map(files.map(({ path, before = "" }) => [path, [sha256(before)]]));
}

/** A run makes several plans of the same files. */
const hashes = new WeakMap<GeneratedFile, string>();

function hashOf(file: GeneratedFile): string {
  const hash = hashes.get(file) ?? sha256(file.text);
  hashes.set(file, hash);
  return hash;
}

/**
 * The manifest after the run. An edited file is still listed with the hash that was written, so it is still detected
 * as edited. A kept file that was not listed is still not listed.
 */
function manifestAfter(
  files: readonly GeneratedFile[],
  keep: readonly KeptFile[],
  listed: Manifest,
): Manifest {
  const manifest = new Map<string, readonly string[]>();
  for (const file of files) manifest.set(file.path, [hashOf(file)]);
  for (const { path } of keep) {
    const before = listed.get(path);
    if (before === undefined) manifest.delete(path);
    else manifest.set(path, before);
  }
  return manifest;
}
