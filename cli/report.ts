import type { WriteStream } from "node:tty";
import { createColors } from "picocolors";
import type { AcceptedDiagnostic, Diagnostic, Judged } from "../constructs";
import {
  formatDiagnostics,
  formatFinding,
  formatValue,
  type Style,
} from "../constructs/diagnostics/format";
import type { PlannedChange } from "../writer";

/** The output format of diagnostics. */
export type ReportFormat = "text" | "json" | "github";

export const REPORT_FORMATS: readonly ReportFormat[] = ["text", "json", "github"];

/** The output of `--format json`: docs/diagnostics.schema.json. */
interface Report {
  readonly version: 1;
  readonly diagnostics: readonly Diagnostic[];
  readonly accepted: readonly AcceptedDiagnostic[];
  readonly files: readonly PlannedChange[];
}

/** Prints diagnostics; in JSON, also the changes to files. */
export function printReport(
  format: ReportFormat,
  { open, accepted }: Judged,
  files: readonly PlannedChange[] = [],
): void {
  if (format === "json") {
    const report: Report = {
      version: 1,
      diagnostics: open.map(plainDiagnostic),
      accepted: accepted.map(plainDiagnostic),
      files,
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  if (open.length === 0) return;
  if (format === "github") {
    for (const diagnostic of open) process.stdout.write(`${githubAnnotation(diagnostic)}\n`);
  }
  process.stderr.write(`${formatDiagnostics(open, terminalStyle(process.stderr))}\n`);
}

/** Prints that the command waits for another run on the output folder. */
export function printWait(root: string): (other: string) => void {
  return (other) => console.error(`waiting for ${other}, which is writing to ${root}`);
}

/** Prints the diagnostics that the fleet accepts, with the reasons. */
export function printAccepted(accepted: readonly AcceptedDiagnostic[]): void {
  if (accepted.length === 0) console.log("the fleet accepts no diagnostics");
  for (const diagnostic of accepted) {
    const { severity, code, path, because } = diagnostic;
    const [headline] = formatFinding(diagnostic).split("\n");
    console.log(`${severity}[${code}]: ${headline}\n  at ${path}\n  because: ${because}`);
  }
}

/** Colours if the stream is a terminal and NO_COLOR is not set. */
function terminalStyle(stream: WriteStream): Style {
  const { red, yellow, bold, dim } = createColors(stream.isTTY === true && stream.hasColors());
  return {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    strong: bold,
    dim,
  };
}

/** A diagnostic with a value that JSON can represent; other values become text. */
export function plainDiagnostic<Kind extends Diagnostic>(diagnostic: Kind): Kind {
  const { value } = diagnostic;
  try {
    return { ...diagnostic, value: JSON.parse(JSON.stringify(value) ?? "null") };
  } catch {
    return { ...diagnostic, value: formatValue(value) };
  }
}

/** A workflow command, which GitHub Actions shows at the source line. */
function githubAnnotation(diagnostic: Diagnostic): string {
  const { severity, code, path, source } = diagnostic;
  const place =
    source === undefined ? {} : { file: source.file, line: source.line, col: source.column };
  const properties = Object.entries({ ...place, title: code }).map(
    ([name, text]) =>
      `${name}=${escaped(String(text)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
  );
  const message = `${path}: ${formatFinding(diagnostic)}`;
  return `::${severity} ${properties.join(",")}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
