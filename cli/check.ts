import { ValidationError } from "../constructs";
import { keptLines, plannedChanges, planOutput, unifiedDiff } from "../writer";
import { type LoadMain, outputFolder } from "./app";
import { type RenderedApp, type RenderOptions, renderMain } from "./compiled";
import { recordCaught } from "./record-caught";
import { printAccepted, printReport, printWait, type ReportFormat } from "./report";

export interface CheckOptions {
  readonly out?: string;
  readonly format?: ReportFormat;
  /** How long to wait for other runs that write to the output folder, in seconds. @default 30 */
  readonly wait?: number;
  /** Whether to print the accepted diagnostics instead of comparing. */
  readonly accepted?: boolean;
  /** Whether to record errors in the ledger of the migration. @default false */
  readonly record?: boolean;
  /** Whether to compile the fleet as well. @default true */
  readonly typecheck?: boolean;
}

/**
 * Compares the output folder with the fleet's output and writes nothing. Prints a unified diff from the files to the
 * fleet's output, and exits with 1 if they differ.
 */
export async function check(
  load: LoadMain,
  {
    out,
    format = "text",
    accepted = false,
    record = false,
    typecheck = true,
    ...options
  }: CheckOptions,
): Promise<void> {
  const rendering = { typecheck, ...(out !== undefined && { out }) };
  const { app, files, judged } = await (record
    ? renderRecorded(load, rendering)
    : renderMain(load, rendering));
  if (accepted) {
    printAccepted(judged.accepted);
    return;
  }
  const plan = planOutput(app.root, files, {
    ...options,
    own: app.fleets.flatMap(({ ownFiles }) => ownFiles),
    onWait: printWait(app.root),
  });
  const diff = unifiedDiff(plan);
  printReport(format, judged, plannedChanges(plan));
  if (diff === "") {
    console.error(`${app.root}: up to date`);
    return;
  }
  if (format !== "json") process.stdout.write(diff);
  console.error(`${app.root}: differs from the fleet's output; run npm run synth`);
  for (const line of keptLines(plan)) console.error(line);
  process.exitCode = 1;
}

/** Renders the fleet, and records its errors as caught before a deployment. */
async function renderRecorded(load: LoadMain, options: RenderOptions): Promise<RenderedApp> {
  try {
    return await renderMain(load, options);
  } catch (error) {
    if (error instanceof ValidationError) {
      recordCaught(outputFolder(options.out), error.diagnostics);
    }
    throw error;
  }
}
