import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { FleetError } from "../../constructs";

/** A path, and not a URL, a commit or words: it starts in a folder, or ends as a file does. */
const PATH = /^(?!\w+:)(\.{0,2}\/\S*|\S*\.[A-Za-z]\w{1,4})$/;

/**
 * Rejects the path of a file that does not exist.
 *
 * @param evidence - a path, relative to the current folder or the output folder; other texts are not checked
 * @throws FleetError if there is no such file
 */
export function requireEvidence(evidence: string | undefined, ledgerFile: string): void {
  if (evidence === undefined || !PATH.test(evidence)) return;
  const output = dirname(dirname(ledgerFile));
  if ([evidence, join(output, evidence)].some((path) => existsSync(path))) return;
  throw new FleetError(
    [
      `--evidence names a file that does not exist: ${JSON.stringify(evidence)}`,
      "  allowed: the path of a file, a commit, or a URL that begins with https://",
      "  remedy: correct the path, relative to this folder",
    ].join("\n"),
  );
}
