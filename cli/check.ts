import { plan, unifiedDiff } from "../writer";
import { createApp, type Main } from "./app";
import { printAccepted, printReport, type ReportFormat } from "./report";
import { renderFleet } from "./stages";

export interface CheckOptions {
  readonly out?: string;
  readonly format?: ReportFormat;
  /** Whether to print what the fleet accepts, instead of comparing. */
  readonly accepted?: boolean;
}

/**
 * Compares the output folder with what the fleet says, and writes nothing. Prints a unified diff from the
 * files to the fleet, and exits with 1 if there is one.
 */
export function check(main: Main, { out, format = "text", accepted = false }: CheckOptions): void {
  const app = createApp(main, out === undefined ? {} : { out });
  const { files, judged } = renderFleet(app);
  if (accepted) {
    printAccepted(judged.accepted);
    return;
  }
  const intended = plan(app.root, files);
  const diff = unifiedDiff(intended);
  printReport(format, judged, [
    ...intended.create.map(({ path }) => ({ path, change: "create" as const })),
    ...intended.update.map(({ path }) => ({ path, change: "update" as const })),
    ...intended.remove.map(({ path }) => ({ path, change: "remove" as const })),
    ...intended.edited.map(({ path }) => ({ path, change: "edited" as const })),
  ]);
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
