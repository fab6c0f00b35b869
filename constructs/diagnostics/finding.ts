/** How serious a diagnostic is: an error stops the run, a warning is printed. */
export type Severity = "error" | "warning";

/** What a check found wrong with one value. The construct's path is added where it is reported. */
export interface Finding {
  /** Identifies the kind of mistake: `tag-reserved`. `fleet explain CODE` tells more. */
  readonly code: string;
  /** What is wrong, lower case, without a full stop: `server type is deprecated`. */
  readonly summary: string;
  /**
   * The value that was given. Printed as JSON; a secret must be shortened before. `undefined` where the
   * summary says it all.
   */
  readonly value: unknown;
  /** The values that would be accepted. */
  readonly allowed: string;
  /** What to do about it. */
  readonly remedy: string;
  /** @default - what the code's definition says; "error" for a code without one */
  readonly severity?: Severity;
}

/** A finding at the path of a construct. */
export interface PlacedFinding {
  readonly path: string;
  readonly finding: Finding;
  /** @default - where the construct of the path was declared */
  readonly source?: SourceLocation;
}

/** A line of the author's own files. */
export interface SourceLocation {
  /** Path relative to the folder of `main.ts`, with `/`. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
}

/** A finding with its place in the fleet. */
export interface Diagnostic extends Finding {
  readonly severity: Severity;
  /** Path of the construct in the tree; `(app)` for the root. */
  readonly path: string;
  /** Where the construct was declared. @default - not known */
  readonly source?: SourceLocation;
}
