import type { IConstruct } from "constructs";
import { type Judged, judge } from "../diagnostics/acceptance";
import { codeDefinition } from "../diagnostics/codes";
import type { Diagnostic, PlacedFinding } from "../diagnostics/finding";
import { formatValue } from "../diagnostics/format";
import { sourceOf } from "../diagnostics/source";
import { isFleet } from "../fleet-of";

/** Findings as sorted diagnostics with severity and source, split into open and accepted ones. */
export function diagnose(app: IConstruct, findings: readonly PlacedFinding[]): Judged {
  const diagnostics = unique(findings.map((placed) => diagnosticOf(app, placed)));
  const judged = app.node.children.filter(isFleet).reduce<Judged>(
    ({ open, accepted }, { acceptances, node }) => {
      const next = judge(open, acceptances, node.path);
      return { open: next.open, accepted: [...accepted, ...next.accepted] };
    },
    { open: diagnostics, accepted: [] },
  );
  // Problems of acceptances are sorted together with the others.
  return { ...judged, open: unique(judged.open) };
}

function diagnosticOf(
  app: IConstruct,
  { path, finding, source: given }: PlacedFinding,
): Diagnostic {
  const construct = constructAt(app, path);
  const source = given ?? (construct && sourceOf(construct));
  return {
    ...finding,
    allowed: finding.allowed || "none",
    severity: finding.severity ?? codeDefinition(finding.code)?.severity ?? "error",
    path: path || "(app)",
    ...(source && { source }),
  };
}

function constructAt(app: IConstruct, path: string): IConstruct | undefined {
  const ids = path.split("/").filter((id) => id !== "");
  return ids.reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), app);
}

/** Sorted by path and code, without exact duplicates. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byKey = new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, diagnostic]) => diagnostic);
}

function keyOf({ severity, path, code, summary, value, allowed }: Diagnostic): string {
  return [severity, path, code, summary, allowed, formatValue(value)].join("\0");
}
