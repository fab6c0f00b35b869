export { apply, type WriteReport } from "./apply";
export { unifiedDiff } from "./diff";
export { WriteError } from "./errors";
export { type PlanOptions, plan } from "./plan";
export { planLines, reportLines } from "./report";
export type { FileChange, GeneratedFile, WritePlan } from "./write-plan";
