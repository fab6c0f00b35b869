import type { FleetApp } from "./fleet-app";
import type { ValidationIssue } from "./fleet-error";

/** One file of the output, not yet written. */
export interface RenderedFile {
  /** Path below the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What one side of the output comes to: its files, or why they cannot be rendered. */
export interface Rendering {
  readonly files: readonly RenderedFile[];
  readonly issues: readonly ValidationIssue[];
}

/** Renders files other than Terraform JSON out of the same tree. Pure: no file I/O, no clock. */
export type SiblingGenerator = (app: FleetApp) => Rendering;
