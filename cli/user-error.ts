import { FleetError } from "../constructs";
import { WriteError } from "../writer";

/**
 * Runs something that the fleet's author can get wrong. Their mistakes print as a message without a
 * stack trace and exit with 1; anything else is an error of this library and keeps its trace.
 */
export function reportUserErrors(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof FleetError || error instanceof WriteError)) throw error;
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  }
}

/**
 * Runs the author's own code. What constructs and cdktf throw there, such as for two constructs of one id,
 * is the author's mistake too: the line in the author's own file takes the place of the stack trace.
 */
export function declareFleet<T>(declare: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50; // The author's line may lie far out.
  try {
    return declare();
  } catch (error) {
    if (error instanceof FleetError) throw error;
    if (!(error instanceof Error)) throw new FleetError(String(error));
    throw new FleetError(`${error.message}${placeOf(error)}`);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The innermost place of an error in the author's files: a new line with `at fleet/machines.ts:12:5`. */
function placeOf({ stack = "" }: Error): string {
  const own = stack.split("\n").find((line) => /\.ts:\d/.test(line) && !isLibrary(line));
  const place = own?.match(/[^\s(]+:\d+:\d+/)?.[0];
  return place === undefined ? "" : `\n  at ${place.replace(`${process.cwd()}/`, "")}`;
}

function isLibrary(frame: string): boolean {
  return /\/(node_modules|constructs|nix-modules|cli|packages)\//.test(frame);
}
