import type { FleetApp } from "./fleet-app";
import type { ValidationIssue } from "./fleet-error";
import type { Machine } from "./machine";

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
  /** What a machine's configuration is made of. */
  readonly sourcesOf: (machine: Machine) => MachineSources;
}

/** All that decides on the configuration of one machine, and nothing of what does not. */
export interface MachineSources {
  /** The generated texts, in a fixed order. */
  readonly texts: readonly string[];
  /** Files that a person wrote, below the output folder. Their texts are not known here. */
  readonly files: readonly string[];
}

/** Renders files other than Terraform JSON out of the same tree. Pure: no file I/O, no clock. */
export type SiblingGenerator = (app: FleetApp) => Rendering;
