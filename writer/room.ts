import type { Disk, Found } from "./disk";
import { fold, foldersOf } from "./paths";
import type { FileChange } from "./write-plan";

/** The room that the removal of stale files makes for files that need their place. */
export class Room {
  /** Folders that lose a file, the innermost first: each is removed when that empties it. */
  readonly folders: readonly string[];
  private readonly removed: ReadonlySet<string>;
  private readonly spellings: ReadonlyMap<string, string>;

  /**
   * @param stale the files of ours that the fleet no longer has, still there or not
   * @param removed those of them that are to be removed
   */
  constructor(
    private readonly disk: Disk,
    stale: readonly string[],
    removed: readonly FileChange[],
  ) {
    this.folders = [...new Set(stale.flatMap(foldersOf))]
      .filter((folder) => disk.look(folder).kind === "folder")
      .sort()
      .reverse();
    this.removed = new Set(removed.map(({ path }) => path));
    this.spellings = new Map(removed.map(({ path }) => [fold(path), path]));
  }

  /** Whether what stands in the place of a new file goes away. */
  isMadeFor(path: string, found: Found): boolean {
    switch (found.kind) {
      case "under-file":
        return this.removed.has(found.file);
      case "folder":
        return this.goes(path) && this.disk.below(path).every((entry) => this.goes(entry));
      case "file": {
        // A name that changed only in case: on macOS the new name finds the old file.
        const old = this.spellings.get(fold(path));
        return old !== undefined && this.disk.isSame(old, path);
      }
      default:
        return false;
    }
  }

  private goes(path: string): boolean {
    return this.removed.has(path) || this.folders.includes(path);
  }
}
