import { FleetError } from "../constructs";
import { apply, plan, planLines, reportLines } from "../writer";
import { type AppOptions, createApp, type Main } from "./app";
import { reportUserErrors } from "./user-error";

export interface OutputOptions extends AppOptions {
  /** Whether to overwrite generated files that somebody edited. @default false */
  readonly force?: boolean;
  /** Whether to say what would be written, and write nothing. @default false */
  readonly dryRun?: boolean;
}

/**
 * Validates, renders and writes the fleet.
 *
 * @throws ValidationError with all errors, if there are any; nothing is written then
 */
export function synthesize(
  main: Main,
  { force = false, dryRun = false, ...options }: OutputOptions = {},
): void {
  const app = createApp(main, options);
  const intended = plan(app.root, app.render(), { force });
  const lines = dryRun ? planLines(intended) : reportLines(apply(intended));
  for (const line of lines) console.log(line);
  for (const { path, message } of app.warnings) console.error(`warning: ${path}: ${message}`);
}

/** What `node main.ts` runs, for cdktf's CLI: `fleet synth` without options. */
export function runMain(main: Main): void {
  reportUserErrors(() => {
    const [unknown] = process.argv.slice(2);
    if (unknown !== undefined) {
      throw new FleetError(
        `main.ts takes no options: ${unknown}\n  remedy: npx fleet synth ${unknown}`,
      );
    }
    synthesize(main);
  });
}
