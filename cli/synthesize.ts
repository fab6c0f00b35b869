import "./v8-flags";
import { FleetError, ValidationError } from "../constructs";
import { setMainFile } from "../constructs/diagnostics/source";
import {
  keptLines,
  planLines,
  plannedChanges,
  planOutput,
  reportLines,
  warnings,
  writeOutput,
} from "../writer";
import type { AppOptions, LoadMain, Main } from "./app";
import { createApp } from "./app";
import { type RenderedApp, renderMain } from "./compiled";
import { type CompareOptions, compareWithOutput } from "./diff/compare";
import { stepsBeforeApply } from "./diff/steps-before-apply";
import { printReport, printWait, type ReportFormat } from "./report";
import { renderFleet } from "./stages";
import { reportUserErrors } from "./user-error";

export interface SynthOptions extends AppOptions, CompareOptions {
  /** Whether to overwrite generated files that were edited by hand. @default false */
  readonly force?: boolean;
  /** Whether to remove generated files that neither the fleet nor the manifest contains. @default false */
  readonly prune?: boolean;
  /** Whether to print what would be written, but write nothing. @default false */
  readonly dryRun?: boolean;
  /** How long to wait for other runs that write to the output folder, in seconds. @default 30 */
  readonly wait?: number;
  /** Output format of diagnostics. @default "text" */
  readonly format?: ReportFormat;
  /** Whether to compile the fleet as well. @default false */
  readonly typecheck?: boolean;
}

/**
 * Validates, renders and writes the fleet. Exits with 1 if the run keeps generated files that differ from the fleet's
 * output, or would keep them without `dryRun`.
 *
 * @throws ValidationError with all errors, and with destructive changes that the fleet does not declare explicitly;
 *   then nothing is written
 */
export async function synthesizeMain(
  load: LoadMain,
  { typecheck = false, ...options }: SynthOptions,
): Promise<void> {
  write(await renderMain(load, { typecheck, ...options }), options);
}

/** As {@link synthesizeMain}, without the compiler. */
export function synthesize(main: Main, options: Omit<SynthOptions, "typecheck"> = {}): void {
  const app = createApp(main, options);
  write({ app, ...renderFleet(app) }, options);
}

function write(rendered: RenderedApp, synthOptions: SynthOptions): void {
  const { app, files, judged } = rendered;
  const { force = false, prune = false, dryRun = false, format = "text", wait } = synthOptions;
  const options = {
    force,
    prune,
    own: app.fleets.flatMap(({ ownFiles }) => ownFiles),
    ...(wait !== undefined && { wait }),
    onWait: printWait(app.root),
  };
  const {
    changes,
    refused,
    warnings: effects,
  } = compareWithOutput(rendered, planOutput(app.root, files, options), synthOptions);
  if (refused.length > 0) throw new ValidationError([...judged.open, ...effects, ...refused]);
  const report = dryRun ? undefined : writeOutput(app.root, files, options);
  const plan = report?.done ?? planOutput(app.root, files, options);
  const lines = [
    ...(report === undefined ? planLines(plan) : reportLines(report)),
    ...stepsBeforeApply(app, changes),
  ];
  if (format !== "json") for (const line of lines) console.log(line);
  printReport(format, { ...judged, open: [...judged.open, ...effects] }, plannedChanges(plan));
  for (const warning of report === undefined ? [] : warnings(report)) {
    console.error(`warning: ${warning}`);
  }
  for (const line of keptLines(plan)) console.error(`error: ${line}`);
  if (plan.keep.length > 0) process.exitCode = 1;
}

/** The entry point of `node main.ts`, for the cdktf CLI: `fleet synth` without options. */
export function runMain(main: Main): void {
  void reportUserErrors("text", () => {
    const [unknown] = process.argv.slice(2);
    if (unknown !== undefined) {
      throw new FleetError(
        `main.ts takes no options: ${unknown}\n  remedy: npx fleet synth ${unknown}`,
      );
    }
    if (require.main !== undefined) setMainFile(require.main.filename, { compiled: true });
    synthesize(main);
  });
}
