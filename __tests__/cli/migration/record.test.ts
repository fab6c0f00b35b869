import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLedger } from "../../../constructs/migration/ledger-text";
import { compiledCommand } from "../../support/compiled-library";
import { folderWithMain, runFleet, writeMain } from "../../support/run-fleet";

const MAIN = `
import { AttestedGate, DarwinMachine, Fleet, type FleetApp, MeasuredGate, Migration, Phase } from CONSTRUCTS;
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "home");
  const attic = new DarwinMachine(fleet, "attic", { stateVersion: 6 });
  new DarwinMachine(fleet, "desk", { stateVersion: 6 });
  const migration = new Migration(fleet, "migration");
  const first = new Phase(migration, "macs", { machines: [attic] });
  new AttestedGate(first, "backup", { criterion: "a backup exists" });
  new MeasuredGate(first, "online", { criterion: "is online", command: "echo ONLINE", expect: { output: /ONLINE/g } });
  const tools = new Phase(migration, "tools");
  new MeasuredGate(tools, "slow", { criterion: "is there", command: "sleep 600 & echo $! > pid; wait" });
  const papers = new Phase(migration, "papers");
  new MeasuredGate(papers, "written", { criterion: "papers are written", command: "echo ONLINE; exit 3", expect: { exitCode: 3, output: /online/iy } });
}
`;

const LEDGER = "nix-config/migration/ledger.jsonl";

const DEPLOYED =
  '{"id":"d1","at":"2026-03-02T12:00:00Z","kind":"deployed","machine":"attic","by":"ada"}\n';
const INCIDENT =
  '{"id":"i1","at":"2026-03-04T12:00:00Z","kind":"incident","machine":"attic","by":"ada"}\n';

function migrated(ledger: string): string {
  const folder = folderWithMain(MAIN);
  mkdirSync(join(folder, "nix-config/migration"), { recursive: true });
  writeFileSync(join(folder, LEDGER), ledger);
  return folder;
}

const ledgerOf = (folder: string): string => readFileSync(join(folder, LEDGER), "utf8");

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("an invalid event", () => {
  it.each<[string, string, string]>([
    [
      "record rolled-back --machine desk",
      "desk is not deployed, so it cannot be rolled back",
      "allowed: a machine that is recorded as deployed",
    ],
    [
      "record rolled-back --machine attic --at 2026-03-01",
      "attic was not deployed before 2026-03-02",
      "remedy: correct --at",
    ],
    [
      "record deployed --machine desk --at 2999-01-01T00:00Z",
      "2999-01-01 ",
      "allowed: a time that has passed",
    ],
    [
      "record deployed --machine desk --evidence docs/backup.md",
      '--evidence names a file that does not exist: "docs/backup.md"',
      "allowed: the path of a file, a commit, or a URL",
    ],
    [
      "attest macs/backup --evidence ./backup",
      '--evidence names a file that does not exist: "./backup"',
      "remedy: correct the path",
    ],
    [
      "record resolved --incident i1 --at 2026-03-03",
      "incident i1 began on 2026-03-04",
      "remedy: correct --at",
    ],
    [
      "record resolved --incident i1 --machine desk",
      "there is no open incident i1 of desk",
      "allowed: none",
    ],
    ["record resolved", "resolved needs an incident", "allowed: i1 (attic)"],
    [
      "record incident --machine attic --incident i1",
      "incident takes a machine, not an incident: i1",
      "remedy: remove --incident",
    ],
    ["record incident", "incident needs a machine", "allowed: attic, desk"],
    ["record accident --machine attic", "'accident' is invalid", "rolled-back, incident, resolved"],
    ["record incident --machine attik", "the fleet has no machine attik", "allowed: attic, desk"],
    ["attest macs/backup --evidence ", "attestation of macs/backup has no evidence", "a commit"],
    [
      "attest macs/backups --evidence x",
      "there is no attested gate macs/backups",
      "allowed: macs/backup",
    ],
    [
      "verify attic --gate macs/backup",
      "attic has no measured gate macs/backup",
      "allowed: macs/online",
    ],
    ["verify macs", "gates of phase macs are measured for each machine", "allowed: attic"],
    ["verify attik", "the fleet has no machine attik", "allowed: attic, desk"],
    ["explain desk", "desk is in no phase", "allowed: a machine of macs, tools, papers"],
  ])("is not recorded: fleet migration %s", (args, message, help) => {
    const folder = migrated(DEPLOYED + INCIDENT);
    const { status, stderr } = runFleet(folder, "migration", ...args.split(" "));
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
    expect(ledgerOf(folder)).toBe(DEPLOYED + INCIDENT);
  });

  it("after the time of a status is noted", () => {
    const folder = migrated(DEPLOYED + INCIDENT);
    const { status, stderr } = runFleet(folder, "migration", "status", "--now", "2026-03-03");
    expect(status).toBe(0);
    expect(stderr).toMatch(/^note: .*count too: incident i1 of 2026-03-04/);
  });
});

it.each([
  "main.ts",
  "migration/ledger.jsonl",
  "0a1b2c3d",
  "origin/main",
  "v1.2.3",
  "https://example.org/run.html",
])("accepts the evidence %s", (evidence) => {
  const args = ["attest", "macs/backup", "--evidence", evidence];
  expect(runFleet(migrated(DEPLOYED), "migration", ...args).status).toBe(0);
});

describe("a ledger", () => {
  it("is read with a warning of events about nothing, which the fleet can accept", () => {
    const stray = `${DEPLOYED.replace("attic", "attik")}${INCIDENT.replace("incident", "resolved").replace("machine", "incident").replace("attic", "i9")}`;
    const folder = migrated(stray);
    const { status, stderr } = runFleet(folder, "migration", "status");
    expect(status).toBe(0);
    expect(stderr).toContain(
      'warning[ledger-machine-unknown]: ledger names an unknown machine: "attik"',
    );
    expect(stderr).toContain(
      'warning[ledger-incident-unknown]: ledger resolves an unknown incident: "i9"',
    );
    const accepted = 'fleet.accept("ledger-machine-unknown", { because: "it was sold" });\n}';
    writeMain(folder, MAIN.replace(/}\n$/, accepted));
    const again = runFleet(folder, "migration", "status");
    expect(again.stderr).not.toContain("attik");
    expect(again.stderr).toContain("i9");
  });

  it("is read with a note for each ignored line", () => {
    const folder = migrated(
      `\uFEFF${DEPLOYED}${INCIDENT.replace("incident", "accident")}${DEPLOYED.replace("ada", "bob")}{"id":"torn`,
    );
    const { status, stderr, stdout } = runFleet(folder, "migration", "status");
    expect(status).toBe(0);
    expect(stdout).toContain("macs    attic     running");
    expect(stderr).toBe(
      [
        "note: migration/ledger.jsonl:2 is ignored: unknown kind accident",
        "note: migration/ledger.jsonl:3 is ignored: id d1 is already used by an earlier event",
        "note: migration/ledger.jsonl:4 is ignored: line is incomplete",
        "",
      ].join("\n"),
    );
  });

  it("has complete lines after a writer is killed, and accepts new ones", async () => {
    const folder = migrated(DEPLOYED);
    const command = ["migration", "record", "incident", "--machine", "attic"];
    const kills = [0, 5, 10, 20].map(async (wait) => {
      const child = spawn(process.execPath, [compiledCommand(), ...command], {
        cwd: folder,
        stdio: "ignore",
      });
      const closed = once(child, "close");
      await until(() => child.exitCode !== null || readLedger(ledgerOf(folder)).events.length > 1);
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill("SIGKILL");
      await closed;
    });
    await Promise.all(kills);
    expect(runFleet(folder, ...command)).toMatchObject({ status: 0, stderr: "" });
    const { events, problems } = readLedger(ledgerOf(folder));
    expect(problems).toEqual([]);
    expect(events.length).toBeGreaterThanOrEqual(3);
    expect(ledgerOf(folder).startsWith(DEPLOYED)).toBe(true);
  });
});

describe("a measurement", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("stops its command when it is interrupted: %s", async (signal, code) => {
    const folder = migrated(DEPLOYED);
    const args = ["migration", "verify", "tools"];
    const child = spawn(process.execPath, [compiledCommand(), ...args], {
      cwd: folder,
      stdio: "ignore",
    });
    const closed = once(child, "close");
    const file = join(folder, "nix-config/pid");
    await until(() => existsSync(file) && readFileSync(file, "utf8").endsWith("\n"));
    child.kill(signal);
    const [status, ended] = await closed;
    expect(ended ?? status).toBeOneOf([signal, code]);
    await until(() => !isRunning(Number(readFileSync(file, "utf8"))));
    expect(ledgerOf(folder)).toBe(DEPLOYED);
  });

  it.each([
    ["attic", "macs/online: is online … passed"],
    ["papers", "papers/written: papers are written … passed"],
  ])("of %s searches the whole output, with any flags of its expression", (name, line) => {
    const { status, stdout } = runFleet(migrated(DEPLOYED), "migration", "verify", name);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${line}\n` });
  });
});
