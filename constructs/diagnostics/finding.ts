/** How serious a diagnostic is: an error stops the run, a warning is printed. */
export type Severity = "error" | "warning";

/** A problem of one value. The construct's path is added when it is reported. */
export interface Finding {
  /** Identifies the kind of mistake: `tag-reserved`. `fleet explain CODE` tells more. */
  readonly code: string;
  /** The problem, in lower case, without a full stop: `server type is deprecated`. */
  readonly summary: string;
  /**
   * The wrong value, printed as JSON; shorten a secret first. `undefined` if the summary is sufficient.
   */
  readonly value: unknown;
  /** The allowed values. */
  readonly allowed: string;
  /** How to fix it. */
  readonly remedy: string;
  /** @default - the severity in the code's definition; "error" without a definition */
  readonly severity?: Severity;
}

/** A finding at the path of a construct. */
export interface PlacedFinding {
  readonly path: string;
  readonly finding: Finding;
  /** @default - the declaration of the construct */
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
  /** Where the construct was declared. @default - unknown */
  readonly source?: SourceLocation;
}
