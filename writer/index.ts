export type { WaitOptions } from "./concurrent-runs";
export { WriteError } from "./errors";
export type { FileChange, GeneratedFile, KeepReason, KeptFile } from "./file-actions";
export { appendToLedger, readLedgerFile } from "./ledger-file";
export { createFiles } from "./new-files";
export { type Plan, type PlanOptions, planOutput } from "./plan";
export {
  filePatch,
  keptLines,
  type PlannedChange,
  planLines,
  plannedChanges,
  reportLines,
  unifiedDiff,
  warnings,
} from "./report";
export { RepositoryFiles } from "./repository-files";
export { type WriteReport, writeOutput } from "./write";
