import { readFileSync } from "node:fs";
import { FleetError } from "../constructs";

/**
 * The text of a state file from the command line.
 *
 * @param file - a path, or `-` for standard input
 * @throws FleetError for a file that cannot be read
 */
export function stateFileText(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new FleetError(
      [
        `cannot read the state ${JSON.stringify(file)}: ${error instanceof Error ? error.message : String(error)}`,
        "  allowed: a state file, or the output of terraform show -json in a file",
        "  remedy: correct the path, or leave --state out: the state in the folder of the stack is read then",
      ].join("\n"),
    );
  }
}
