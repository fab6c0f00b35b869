import { join } from "node:path";
import { type Manifest, sha256 } from "./manifest";
import { isGenerated } from "./orphans";
import type { Entry, OutputFolder } from "./output-folder";
import { fold, foldersOf } from "./paths";

/** A file to bring into the output folder. */
export interface GeneratedFile {
  /** Relative to the output folder, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** A file whose text the fleet changes. */
export interface FileChange {
  readonly path: string;
  /** What is on the disk; absent when there is no file yet. */
  readonly before?: string | undefined;
  /** What the fleet says; absent when it no longer has that file. */
  readonly after?: string | undefined;
}

/**
 * Why a generated file that is not what the fleet says stays as it is:
 *
 * - `edited`: somebody edited it since it was written; the fleet may still have it or not
 * - `unlisted`: the manifest does not list it, so whether somebody edited it cannot be known
 * - `orphaned`: neither the manifest nor the fleet has it
 */
export type KeepReason = "edited" | "unlisted" | "orphaned";

export interface KeptFile extends FileChange {
  readonly reason: KeepReason;
}

/** What a run does with a file, or why it can do nothing at all. */
export type FileAction =
  | { readonly action: "create" | "update" | "remove"; readonly change: FileChange }
  | { readonly action: "keep"; readonly file: KeptFile }
  | { readonly action: "none"; readonly path: string }
  | { readonly action: "refuse"; readonly problem: string };

/** What decides on a file besides its own content. */
export interface Circumstances {
  readonly root: string;
  readonly folder: OutputFolder;
  /** The files that earlier runs wrote. */
  readonly listed: Manifest;
  readonly force: boolean;
  readonly prune: boolean;
}

/** For a listed file that the fleet no longer has; nothing when it is gone. */
export function actionForStale(by: Circumstances, path: string): FileAction | undefined {
  const entry = by.folder.entryAt(path);
  // What has taken its place was not generated.
  if (entry.kind !== "file") return undefined;
  const change = { path, before: entry.content.toString() };
  return isReplaceable(by, path, entry.content)
    ? { action: "remove", change }
    : { action: "keep", file: { ...change, reason: "edited" } };
}

/** For a generated file that neither the manifest nor the fleet has. */
export function actionForOrphan(by: Circumstances, path: string): FileAction | undefined {
  const entry = by.folder.entryAt(path);
  if (entry.kind !== "file") return undefined;
  const change = { path, before: entry.content.toString() };
  return by.prune
    ? { action: "remove", change }
    : { action: "keep", file: { ...change, reason: "orphaned" } };
}

/** For a file that the fleet has. */
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
 * Whether nobody's work is lost with the content of a generated file. An empty file holds none, and is
 * what a power failure may leave of a file that was just written.
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
    ? `${join(root, path)} is a folder where a file is needed: move it away`
    : `${join(root, entry.file)} is a file where a folder is needed: move it away`;
}

function notGenerated(root: string, path: string): string {
  return (
    `${join(root, path)} exists but was not generated, so it is never overwritten, not even with --force: ` +
    "move it away, name it in `ownFiles` of the fleet, or declare it as an ExternalModule instead of generating " +
    "that path"
  );
}

/** The paths that become free for new files when stale ones are removed. */
export class FreedPaths {
  /** Folders that lose a file, the innermost first: each is removed when that empties it. */
  readonly folders: readonly string[];
  private readonly removed: ReadonlySet<string>;
  private readonly spellings: ReadonlyMap<string, string>;

  /**
   * @param leaving files that do not stay, whether or not they are still there
   * @param removed those of them that the run removes
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

  /** Whether a new file can take a path once the removals are done. */
  includes(path: string, entry: Entry): boolean {
    switch (entry.kind) {
      case "under-file":
        return this.removed.has(entry.file);
      case "folder":
        return this.isFreed(path) && this.folder.below(path).every((below) => this.isFreed(below));
      case "file": {
        // A name that changed only in case: on macOS the new name finds the old file.
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
