import { renderFleet } from "../../cli/stages";
import { type FleetApp, ValidationError } from "../../constructs";
import { diagnose } from "../../constructs/app/diagnose";
import type { Diagnostic } from "../../constructs/diagnostics/finding";
import { formatFinding } from "../../constructs/diagnostics/format";
import type { GeneratedFile } from "../../nix-modules/files/generated-file";
import { flakeFiles, type NixTree, nixTree, terranixFiles } from "../../nix-modules/tree";
import { NO_ACCESS } from "./fleets";

/** A diagnostic as a test reads it. */
export interface Issue extends Pick<Diagnostic, "path" | "code" | "severity"> {
  /** What is wrong with which value, what is allowed, and the remedy, a line each. */
  readonly message: string;
}

/** Everything that the commands report of a fleet, warnings included, sorted by path. */
export function issuesOf(app: FleetApp): readonly Issue[] {
  return diagnosticsOf(app).filter(isOfTest).map(issueOf);
}

/** What is not about {@link testApp}'s acceptance. */
export function isOfTest({ code, value }: Diagnostic): boolean {
  return code !== "accept-unused" || !NO_ACCESS.includes(String(value));
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
  const modules = [...tree.files, ...terranixFiles(props).files];
  const files = [...flakeFiles(props, modules).files, ...modules];
  return {
    ...tree,
    files,
    issues: diagnose(app, tree.findings).open.filter(isOfTest).map(issueOf),
  };
}

function issueOf(diagnostic: Diagnostic): Issue {
  const { path, code, severity } = diagnostic;
  return { path, code, severity, message: formatFinding(diagnostic) };
}
