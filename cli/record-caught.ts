import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { type Diagnostic, FleetError } from "../constructs";
import { LEDGER_PATH, ledgerLine, readLedger } from "../constructs/migration/ledger-text";
import { appendToLedger, readTextFile } from "../writer";

/**
 * Appends new errors to the ledger of a migration. An error counts once, even if several runs find it.
 *
 * @param root - the output folder
 * @throws FleetError if the output folder has no migration
 */
export function recordCaught(root: string, diagnostics: readonly Diagnostic[]): void {
  const ledger = join(root, LEDGER_PATH);
  if (!existsSync(dirname(ledger))) {
    throw new FleetError(
      `cannot record: ${root} has no folder ${dirname(LEDGER_PATH)}\n  allowed: the output folder of a fleet with a Migration\n  remedy: declare a Migration and run synth, or omit --record`,
    );
  }
  const known = new Set(readLedger(readTextFile(ledger) ?? "").events.map(({ id }) => id));
  for (const { severity, code, path, summary, value } of diagnostics) {
    if (severity !== "error") continue;
    const mistake = JSON.stringify([code, path, summary, String(value)]);
    const id = `caught-${createHash("sha256").update(mistake).digest("hex").slice(0, 12)}`;
    if (known.has(id)) continue;
    known.add(id);
    const event = { id, at: new Date(), kind: "caught", by: userInfo().username, code } as const;
    appendToLedger(ledger, ledgerLine({ ...event, note: `${path}: ${summary}`, ...runOnGithub() }));
  }
}

/** The URL of the run on GitHub Actions; empty elsewhere. */
function runOnGithub(): { readonly evidence?: string } {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
  if (GITHUB_RUN_ID === undefined) return {};
  return { evidence: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` };
}
