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

/** What a run would do to an output folder. Plain data: nothing has been written. */
export interface WritePlan {
  /** The output folder, as it was given. */
  readonly root: string;
  readonly files: readonly GeneratedFile[];
  readonly force: boolean;
  readonly create: readonly FileChange[];
  readonly update: readonly FileChange[];
  readonly remove: readonly FileChange[];
  /** Files of ours that somebody edited. They are kept, and stay ours. */
  readonly edited: readonly FileChange[];
  readonly unchanged: readonly string[];
  /** Folders to remove when they are empty, the innermost first. */
  readonly emptied: readonly string[];
  /** The text of the manifest: on the disk (empty without one), during the run, and after it. */
  readonly manifest: { readonly before: string; readonly during: string; readonly after: string };
  /** Whether a killed run left temporary files to remove. */
  readonly leftovers: boolean;
}
