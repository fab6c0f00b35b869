import { renderFleet } from "../../cli/stages";
import { type FleetApp, ValidationError } from "../../constructs";
import { diagnose } from "../../constructs/app/diagnose";
import type { Diagnostic } from "../../constructs/diagnostics/finding";
import { formatFinding } from "../../constructs/diagnostics/format";
import type { GeneratedFile } from "../../nix-modules/files/generated-file";
import { type NixTree, nixTree, terranixFiles } from "../../nix-modules/tree";

/** A diagnostic as a test reads it. */
export interface Issue extends Pick<Diagnostic, "path" | "code" | "severity"> {
  /** What is wrong with which value, what is allowed, and the remedy, a line each. */
  readonly message: string;
}

/** Everything that the commands report of a fleet, warnings included, sorted by path. */
export function issuesOf(app: FleetApp): readonly Issue[] {
  return diagnosticsOf(app).map(issueOf);
}

function diagnosticsOf(app: FleetApp): readonly Diagnostic[] {
  try {
    return renderFleet(app).judged.open;
  } catch (error) {
    if (error instanceof ValidationError) return error.diagnostics;
    throw error;
  }
}

/** The files of the whole fleet. */
export function renderedFiles(app: FleetApp): readonly GeneratedFile[] {
  return renderFleet(app).files;
}

/** The Nix side alone, whatever else is wrong. */
export function nixSide(app: FleetApp): NixTree & { readonly issues: readonly Issue[] } {
  app.prepare();
  const props = { app, isBroken: () => false };
  const tree = nixTree(props);
  const files = [...tree.files, ...terranixFiles(props).files];
  return { ...tree, files, issues: diagnose(app, tree.findings).open.map(issueOf) };
}

function issueOf(diagnostic: Diagnostic): Issue {
  const { path, code, severity } = diagnostic;
  return { path, code, severity, message: formatFinding(diagnostic) };
}
