import { FleetError, ValidationError } from "../constructs";
import { formatLocation } from "../constructs/diagnostics/format";
import { authorLocation } from "../constructs/diagnostics/source";
import { WriteError } from "../writer";
import { printReport, type ReportFormat } from "./report";

/**
 * Runs something that the fleet's author can get wrong. Their mistakes print as a message without a
 * stack trace and exit with 1; anything else is an error of this library and keeps its trace.
 */
export async function reportUserErrors(
  format: ReportFormat,
  run: () => void | Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof ValidationError) {
      printReport(format, { open: error.diagnostics, accepted: [] });
    } else if (FleetError.isFleetError(error) || error instanceof WriteError) {
      console.error(`error: ${error.message}`);
    } else {
      throw error;
    }
  }
}

/**
 * Loads the author's own files. What fails there is the author's mistake: the line in their own file takes
 * the place of the stack trace.
 */
export async function loadOwnCode<T>(load: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  try {
    return await load();
  } catch (error) {
    if (FleetError.isFleetError(error)) throw error;
    if (!(error instanceof Error)) throw new FleetError(String(error));
    const source = authorLocation(error.stack ?? "");
    const place = source === undefined ? "" : `\n  at ${formatLocation(source)}`;
    // Node lists who required a missing module: this program, below the author's file.
    const [message] = error.message.split("\nRequire stack:");
    throw new FleetError(`${message}${place}`);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
