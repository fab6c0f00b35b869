import { type Fleet, type FleetApp, GoNoGo, Migration } from "../../constructs";
import type { GeneratedFile } from "../files/generated-file";
import { Commands } from "./commands";
import { findingsDocument } from "./findings";
import { patternsDocument } from "./patterns";
import { readmeDocument } from "./readme";
import { runbookDocument, runbookPath } from "./runbook";
import { statusDocument } from "./status";

/**
 * The documents of a fleet with a migration or a go/no-go decision; none for other fleets.
 *
 * @param files - all other generated files
 */
export function documentFiles(
  app: FleetApp,
  fleet: Fleet,
  files: readonly GeneratedFile[],
): readonly GeneratedFile[] {
  const constructs = fleet.node.findAll();
  const migration = constructs.find(Migration.isMigration);
  if (migration === undefined && !constructs.some(GoNoGo.isGoNoGo)) return [];
  const phases = migration?.phases ?? [];
  const commands = new Commands(app, files);
  return [
    ...(fleet.isOwnFile("README.md")
      ? []
      : [{ path: "README.md", text: readmeDocument(fleet, phases, files) }]),
    { path: "docs/INTEGRATION-FINDINGS.md", text: findingsDocument(fleet, phases) },
    { path: "docs/PATTERNS.md", text: patternsDocument(fleet, files) },
    ...(migration === undefined
      ? []
      : [{ path: "docs/MIGRATION-STATUS.md", text: statusDocument(migration) }]),
    ...phases.map((phase) => ({
      path: runbookPath(phase),
      text: runbookDocument(phase, commands),
    })),
  ];
}
