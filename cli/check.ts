import { plan, unifiedDiff } from "../writer";
import type { Main } from "./app";
import { renderMain } from "./compiled";
import { changesOf, printAccepted, printReport, type ReportFormat } from "./report";

export interface CheckOptions {
  readonly out?: string;
  readonly format?: ReportFormat;
  /** Whether to print what the fleet accepts, instead of comparing. */
  readonly accepted?: boolean;
  /** Whether the compiler looks at the fleet too. @default true */
  readonly typecheck?: boolean;
}

/**
 * Compares the output folder with what the fleet says, and writes nothing. Prints a unified diff from the
 * files to the fleet, and exits with 1 if there is one.
 */
export async function check(
  load: () => Main,
  { out, format = "text", accepted = false, typecheck = true }: CheckOptions,
): Promise<void> {
  const { app, files, judged } = await renderMain(load, {
    typecheck,
    ...(out !== undefined && { out }),
  });
  if (accepted) {
    printAccepted(judged.accepted);
    return;
  }
  const intended = plan(app.root, files);
  const diff = unifiedDiff(intended);
  printReport(format, judged, changesOf(intended));
  if (diff === "") {
    console.error(`${app.root}: up to date`);
    return;
  }
  if (format !== "json") process.stdout.write(diff);
  console.error(`${app.root}: not what the fleet says; run npm run synth`);
  for (const { path } of intended.edited) {
    console.error(
      `${app.root}/${path} was edited by hand: move the change into the fleet, or drop it with npm run synth -- --force`,
    );
  }
  process.exitCode = 1;
}
