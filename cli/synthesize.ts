import { FleetError } from "../constructs";
import { setMainFile } from "../constructs/diagnostics/source";
import { apply, plan, planLines, reportLines } from "../writer";
import type { AppOptions, Main } from "./app";
import { createApp } from "./app";
import { type RenderedApp, renderMain } from "./compiled";
import { changesOf, printReport, type ReportFormat } from "./report";
import { renderFleet } from "./stages";
import { reportUserErrors } from "./user-error";

export interface SynthOptions extends AppOptions {
  /** Whether to overwrite generated files that somebody edited. @default false */
  readonly force?: boolean;
  /** Whether to say what would be written, and write nothing. @default false */
  readonly dryRun?: boolean;
  /** How diagnostics are printed. @default "text" */
  readonly format?: ReportFormat;
  /** Whether the compiler looks at the fleet first. @default false */
  readonly typecheck?: boolean;
}

/**
 * Validates, renders and writes the fleet.
 *
 * @throws ValidationError with all errors, if there are any; nothing is written then
 */
export async function synthesizeMain(
  load: () => Main,
  { typecheck = false, ...options }: SynthOptions,
): Promise<void> {
  write(await renderMain(load, { typecheck, ...options }), options);
}

/** As {@link synthesizeMain}, without the compiler. */
export function synthesize(main: Main, options: Omit<SynthOptions, "typecheck"> = {}): void {
  const app = createApp(main, options);
  write({ app, ...renderFleet(app) }, options);
}

function write(
  { app, files, judged }: RenderedApp,
  { force = false, dryRun = false, format = "text" }: SynthOptions,
): void {
  const intended = plan(app.root, files, { force });
  const lines = dryRun ? planLines(intended) : reportLines(apply(intended));
  if (format !== "json") for (const line of lines) console.log(line);
  printReport(format, judged, changesOf(intended));
}

/** What `node main.ts` runs, for cdktf's CLI: `fleet synth` without options. */
export function runMain(main: Main): void {
  void reportUserErrors("text", () => {
    const [unknown] = process.argv.slice(2);
    if (unknown !== undefined) {
      throw new FleetError(
        `main.ts takes no options: ${unknown}\n  remedy: npx fleet synth ${unknown}`,
      );
    }
    if (require.main !== undefined) setMainFile(require.main.filename);
    synthesize(main);
  });
}
