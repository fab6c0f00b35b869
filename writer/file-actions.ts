import { join } from "node:path";
import { type Manifest, sha256 } from "./manifest";
import { isGenerated } from "./orphans";
import type { Entry, OutputFolder } from "./output-folder";
import { fold, foldersOf } from "./paths";

/** A file to write to the output folder. */
export interface GeneratedFile {
  /** Relative to the output folder, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** A file on the disk that differs from the fleet's output. */
export interface FileChange {
  readonly path: string;
  /** The text on the disk; absent when there is no file yet. */
  readonly before?: string | undefined;
  /** The text in the fleet's output; absent when the fleet no longer has the file. */
  readonly after?: string | undefined;
}

/**
 * Why a run keeps a generated file that differs from the fleet's output:
 *
 * - `edited`: it was edited by hand since it was written; the fleet may still have it or not
 * - `unlisted`: the manifest does not list it, so an edit by hand cannot be detected
 * - `orphaned`: neither the manifest nor the fleet contains it
 */
export type KeepReason = "edited" | "unlisted" | "orphaned";

export interface KeptFile extends FileChange {
  readonly reason: KeepReason;
}

/** What a run does with a file, or the problem for which it refuses to run. */
export type FileAction =
  | { readonly action: "create" | "update" | "remove"; readonly change: FileChange }
  | { readonly action: "keep"; readonly file: KeptFile }
  | { readonly action: "none"; readonly path: string }
  | { readonly action: "refuse"; readonly problem: string };

/** The conditions, other than its content, that determine the action for a file. */
export interface Circumstances {
  readonly root: string;
  readonly folder: OutputFolder;
  /** The files that earlier runs wrote. */
  readonly listed: Manifest;
  readonly force: boolean;
  readonly prune: boolean;
}

/** The action for a listed file that the fleet no longer has; `undefined` when the file does not exist. */
export function actionForStale(by: Circumstances, path: string): FileAction | undefined {
  const entry = by.folder.entryAt(path);
  // A folder or link in its place was not generated.
  if (entry.kind !== "file") return undefined;
  const change = { path, before: entry.content.toString() };
  return isReplaceable(by, path, entry.content)
    ? { action: "remove", change }
    : { action: "keep", file: { ...change, reason: "edited" } };
}

/** The action for a generated file that neither the manifest nor the fleet contains. */
export function actionForOrphan(by: Circumstances, path: string): FileAction | undefined {
  const entry = by.folder.entryAt(path);
  if (entry.kind !== "file") return undefined;
  const change = { path, before: entry.content.toString() };
  return by.prune
    ? { action: "remove", change }
    : { action: "keep", file: { ...change, reason: "orphaned" } };
}

/** The action for a file of the fleet's output. */
export function actionForRendered(
  by: Circumstances,
  freed: FreedPaths,
  { path, text }: GeneratedFile,
): FileAction {
  const entry = by.folder.entryAt(path);
  if (entry.kind === "unusable") return { action: "refuse", problem: entry.problem };
  if (entry.kind === "nothing" || freed.includes(path, entry)) {
    return { action: "create", change: { path, after: text } };
  }
  if (entry.kind !== "file") return { action: "refuse", problem: inTheWay(by.root, path, entry) };
  if (entry.content.equals(Buffer.from(text))) return { action: "none", path };
  const change = { path, before: entry.content.toString(), after: text };
  const isListed = by.listed.has(path);
  if (!isListed && !isGenerated(change.before)) {
    return { action: "refuse", problem: notGenerated(by.root, path) };
  }
  return isReplaceable(by, path, entry.content)
    ? { action: "update", change }
    : { action: "keep", file: { ...change, reason: isListed ? "edited" : "unlisted" } };
}

/**
 * Whether a generated file can be replaced without loss of hand-written changes. An empty file contains none; a power
 * failure can leave an empty file.
 */
function isReplaceable({ listed, force }: Circumstances, path: string, content: Buffer): boolean {
  return force || content.length === 0 || (listed.get(path) ?? []).includes(sha256(content));
}

function inTheWay(
  root: string,
  path: string,
  entry: Extract<Entry, { readonly kind: "folder" | "under-file" }>,
): string {
  return entry.kind === "folder"
    ? `${join(root, path)} is a folder, but a file is needed there: move it away`
    : `${join(root, entry.file)} is a file, but a folder is needed there: move it away`;
}

function notGenerated(root: string, path: string): string {
  return (
    `${join(root, path)} exists but is not a generated file, so it is not overwritten, not even with --force: ` +
    "move it away, list it in `ownFiles` of the fleet, or declare it as an ExternalModule instead of the " +
    "construct that generates this path"
  );
}

/** The paths that new files can use after stale files are removed. */
export class FreedPaths {
  /** Folders that lose a file, the innermost first: each is removed if it becomes empty. */
  readonly folders: readonly string[];
  private readonly removed: ReadonlySet<string>;
  private readonly spellings: ReadonlyMap<string, string>;

  /**
   * @param leaving stale files, whether or not they still exist
   * @param removed the files that the run removes
   */
  constructor(
    private readonly folder: OutputFolder,
    leaving: readonly string[],
    removed: readonly FileChange[],
  ) {
    this.folders = [...new Set(leaving.flatMap(foldersOf))]
      .filter((path) => folder.entryAt(path).kind === "folder")
      .sort()
      .reverse();
    this.removed = new Set(removed.map(({ path }) => path));
    this.spellings = new Map(removed.map(({ path }) => [fold(path), path]));
  }

  /** Whether a new file can use a path after the removals. */
  includes(path: string, entry: Entry): boolean {
    switch (entry.kind) {
      case "under-file":
        return this.removed.has(entry.file);
      case "folder":
        return this.isFreed(path) && this.folder.below(path).every((below) => this.isFreed(below));
      case "file": {
        // If a name changes only in case, the new name refers to the old file on macOS.
        const old = this.spellings.get(fold(path));
        return old !== undefined && this.folder.isSame(old, path);
      }
      default:
        return false;
    }
  }

  private isFreed(path: string): boolean {
    return this.removed.has(path) || this.folders.includes(path);
  }
}
