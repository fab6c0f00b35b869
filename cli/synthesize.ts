import { FleetError } from "../constructs";
import { apply, plan, planLines, reportLines } from "../writer";
import { type AppOptions, createApp, type Main } from "./app";
import { printReport, type ReportFormat } from "./report";
import { renderFleet } from "./stages";
import { reportUserErrors } from "./user-error";

export interface SynthOptions extends AppOptions {
  /** Whether to overwrite generated files that somebody edited. @default false */
  readonly force?: boolean;
  /** Whether to say what would be written, and write nothing. @default false */
  readonly dryRun?: boolean;
  /** How diagnostics are printed. @default "text" */
  readonly format?: ReportFormat;
}

/**
 * Validates, renders and writes the fleet.
 *
 * @throws ValidationError with all errors, if there are any; nothing is written then
 */
export function synthesize(
  main: Main,
  { force = false, dryRun = false, format = "text", ...options }: SynthOptions = {},
): void {
  const app = createApp(main, options);
  const { files, judged } = renderFleet(app);
  const intended = plan(app.root, files, { force });
  const lines = dryRun ? planLines(intended) : reportLines(apply(intended));
  if (format !== "json") for (const line of lines) console.log(line);
  printReport(format, judged, [
    ...intended.create.map(({ path }) => ({ path, change: "create" as const })),
    ...intended.update.map(({ path }) => ({ path, change: "update" as const })),
    ...intended.remove.map(({ path }) => ({ path, change: "remove" as const })),
    ...intended.edited.map(({ path }) => ({ path, change: "edited" as const })),
  ]);
}

/** What `node main.ts` runs, for cdktf's CLI: `fleet synth` without options. */
export function runMain(main: Main): void {
  reportUserErrors("text", () => {
    const [unknown] = process.argv.slice(2);
    if (unknown !== undefined) {
      throw new FleetError(
        `main.ts takes no options: ${unknown}\n  remedy: npx fleet synth ${unknown}`,
      );
    }
    synthesize(main);
  });
}
