import { FleetError, ValidationError } from "../constructs";
import { formatLocation } from "../constructs/diagnostics/format";
import { authorLocation } from "../constructs/diagnostics/source";
import { WriteError } from "../writer";
import { printReport, type ReportFormat } from "./report";

/**
 * Runs code that can fail because of a mistake of the fleet's author. Such a mistake prints a message without a stack
 * trace and exits with 1; any other error is a bug of this library and keeps its stack trace.
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
 * Loads the author's files. An error there is the author's mistake, so the message names the line in their file
 * instead of a stack trace.
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
    // Node lists the modules that required a missing module; they include this program.
    const [message] = error.message.split("\nRequire stack:");
    throw new FleetError(`${message}${place}`);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
