import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEPLOYMENT_RECORD } from "../../../constructs/migration/deployment-record";
import { readLedger } from "../../../constructs/migration/ledger-text";
import { StandIns } from "../../support/stand-ins";

const DEPLOYED =
  '{"id":"d1","at":"2026-03-02T12:00:00Z","kind":"deployed","machine":"attic","by":"ada"}\n';

/** The ledger after the shell function recorded a deployment. */
function recorded(before: string, user = "ada"): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-record-"));
  mkdirSync(join(folder, "migration"));
  writeFileSync(join(folder, "migration/ledger.jsonl"), before);
  const standIns = new StandIns();
  standIns.add("id", `printf '%s\\n' '${user}'`);
  const script = `set -eu\nsay() { echo "$@"; }\n${DEPLOYMENT_RECORD}record_deployment\n`;
  const { status, stderr } = spawnSync("sh", ["-c", script], {
    encoding: "utf8",
    env: { PATH: standIns.path, CLAN_DIR: folder, MACHINE: "attic" },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return readFileSync(join(folder, "migration/ledger.jsonl"), "utf8");
}

describe("the shell function that records a deployment", () => {
  it("does not change an incomplete line, and appends a complete one", () => {
    const text = recorded(`${DEPLOYED}{"id":"torn`);
    expect(text.startsWith(`${DEPLOYED}{"id":"torn\n`)).toBe(true);
    const { events, problems } = readLedger(text);
    expect(events.map(({ kind }) => kind)).toEqual(["deployed", "deployed"]);
    expect(problems.map(({ kind }) => kind)).toEqual(["torn"]);
  });

  it.each(["ada", 'a"b', "a\\b", "Ada Lovelace"])("writes an event of %s", (user) => {
    const { events, problems } = readLedger(recorded("", user));
    expect(problems).toEqual([]);
    expect(events).toMatchObject([{ kind: "deployed", machine: "attic" }]);
  });
});
