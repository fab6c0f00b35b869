export type { WaitOptions } from "./concurrent-runs";
export { WriteError } from "./errors";
export type { FileChange, GeneratedFile, KeepReason, KeptFile } from "./file-actions";
export { type Plan, type PlanOptions, planOutput } from "./plan";
export {
  keptLines,
  type PlannedChange,
  planLines,
  plannedChanges,
  reportLines,
  unifiedDiff,
  warnings,
} from "./report";
export { type WriteReport, writeOutput } from "./write";
