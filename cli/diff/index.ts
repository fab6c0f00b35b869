import { serviceChanges } from "../../changes";
import type { FleetApp } from "../../constructs";
import { planOutput } from "../../writer";
import type { LoadMain } from "../app";
import { renderMain } from "../compiled";
import { plainDiagnostic, printReport, printWait } from "../report";
import { type CompareOptions, type Comparison, compareWithOutput } from "./compare";
import { type FileDiff, fileDiffs, isComparedByMeaning } from "./files";
import { stepsBeforeApply } from "./steps-before-apply";
import { diffStyle } from "./style";
import { diffText } from "./text";

/** The output format of a diff. */
export type DiffFormat = "text" | "json";

export const DIFF_FORMATS: readonly DiffFormat[] = ["text", "json"];

export interface DiffOptions extends CompareOptions {
  readonly out?: string;
  readonly format?: DiffFormat;
  /** How long to wait for other runs that write to the output folder, in seconds. @default 30 */
  readonly wait?: number;
}

/** Exit codes other than 0: something changes; something is destroyed. */
const CHANGED = 2;
const DESTRUCTIVE = 3;

/** Prints what the next synth and the next apply change, and writes nothing. */
export async function diff(
  load: LoadMain,
  { out, format = "text", wait, ...options }: DiffOptions,
): Promise<void> {
  const rendered = await renderMain(load, {
    typecheck: false,
    needsReach: true,
    ...(out !== undefined && { out }),
  });
  const { root } = rendered.app;
  const plan = planOutput(root, rendered.files, {
    force: true,
    ...(wait !== undefined && { wait }),
    onWait: printWait(root),
  });
  const comparison = compareWithOutput(rendered, plan, options);
  const own = fileDiffs(rendered, plan, (path) => !isComparedByMeaning(path));
  // The next synth writes them too, as after the removal of `movedFrom`.
  const files =
    exitCodeOf(comparison, own) === 0 ? fileDiffs(rendered, plan, isComparedByMeaning) : own;
  if (format === "json") {
    process.stdout.write(`${JSON.stringify(diffJson(comparison, files), null, 2)}\n`);
  } else {
    const { open, accepted } = rendered.judged;
    printReport("text", { open: [...open, ...comparison.warnings], accepted });
    printText(comparison, files, rendered.app);
  }
  process.exitCode = exitCodeOf(comparison, files);
}

function printText(comparison: Comparison, files: readonly FileDiff[], app: FleetApp): void {
  const { changes, refused } = comparison;
  const steps = stepsBeforeApply(app, changes);
  process.stdout.write(diffText(changes, files, steps, diffStyle()));
  if (refused.length > 0) {
    console.error("fleet synth refuses these changes:\n");
    printReport("text", { open: refused, accepted: [] });
  } else if (exitCodeOf(comparison, files) === 0) {
    console.error(`${app.root}: no change`);
  }
}

function exitCodeOf({ changes, isDestructive }: Comparison, files: readonly FileDiff[]): number {
  if (isDestructive) return DESTRUCTIVE;
  const isChanged =
    files.length > 0 ||
    changes.machines.length > 0 ||
    changes.stacks.some(({ resources, movedFrom, isNew, isGone }) => {
      return resources.length > 0 || movedFrom !== undefined || isNew || isGone;
    });
  return isChanged ? CHANGED : 0;
}

/** The output of `--format json`: docs/changes.schema.json. */
function diffJson(
  { changes, refused, warnings, isDestructive }: Comparison,
  files: readonly FileDiff[],
): unknown {
  return {
    version: 1,
    destructive: isDestructive,
    refused: refused.map(plainDiagnostic),
    warnings: warnings.map(plainDiagnostic),
    stacks: changes.stacks
      .map(({ stack, movedFrom, isNew, isGone, against, resources }) => ({
        stack,
        ...(movedFrom !== undefined && { movedFrom }),
        isNew,
        isGone,
        against,
        resources,
      }))
      .filter(({ resources, isNew, isGone, movedFrom }) => {
        return resources.length > 0 || isNew || isGone || movedFrom !== undefined;
      }),
    machines: changes.machines,
    services: serviceChanges(changes.before, changes.after),
    files,
  };
}
