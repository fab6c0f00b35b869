import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compiledCommand } from "../../support/compiled-library";
import { folderWithMain, runFleet } from "../../support/run-fleet";

const MAIN = `
import { AttestedGate, DarwinMachine, Fleet, type FleetApp, MeasuredGate, Migration, Phase, StabilityWindow, WorkstationStack } from CONSTRUCTS;
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const blackphos = new DarwinMachine(fleet, "blackphos", { stateVersion: 6 });
  const rosegold = new DarwinMachine(fleet, "rosegold", { stateVersion: 6 });
  const migration = new Migration(fleet, "migration");
  const first = new Phase(migration, "first", { machines: [blackphos] });
  new MeasuredGate(first, "name", { criterion: "has a name", command: "echo $MACHINE", expect: { output: /^blackphos$/m } });
  new MeasuredGate(first, "quick", { criterion: "answers quickly", command: "echo 12.5 ms", expect: { below: 10 } });
  new MeasuredGate(first, "ends", { criterion: "ends", command: "sleep 60", timeout: 0.2 });
  new StabilityWindow(first, "stable", { criterion: "stable", days: 7 });
  const second = new Phase(migration, "second", { machines: [rosegold], after: [first] });
  new AttestedGate(second, "backup", { criterion: "a backup exists", of: "readiness" });
}
`;

const LEDGER = "nix-config/migration/ledger.jsonl";

/** A folder whose ledger holds the lines. */
function migrated(...lines: readonly string[]): string {
  const folder = folderWithMain(MAIN);
  mkdirSync(join(folder, "nix-config/migration"), { recursive: true });
  writeFileSync(join(folder, LEDGER), lines.map((line) => `${line}\n`).join(""));
  return folder;
}

function ledgerOf(folder: string): readonly Readonly<Record<string, string>>[] {
  const lines = readFileSync(join(folder, LEDGER), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

const DEPLOYED =
  '{"id":"d1","at":"2027-03-27T12:00:00Z","kind":"deployed","machine":"blackphos","by":"ada"}';

function fleetIn(folder: string, zone: string, ...args: readonly string[]) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return runFleet(folder, "migration", ...args);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

describe("fleet migration status", () => {
  it("shows each phase, and when its next step is possible, in local time", () => {
    const passed = ["name", "quick", "ends"].map(
      (gate, index) =>
        `{"id":"m${index}","at":"2027-03-27T13:00:00Z","kind":"measured","gate":"first/${gate}","machine":"blackphos","result":"passed","by":"ada"}`,
    );
    const folder = migrated(DEPLOYED, ...passed);
    const { stdout, status } = fleetIn(folder, "Europe/Berlin", "status", "--now", "2027-03-28");
    expect(status).toBe(0);
    // The clock goes forward on March 28: a window of 7 days is 168 hours.
    expect(stdout).toBe(
      [
        "phase   machines   state    gates open  earliest",
        "first   blackphos  running  3 of 4      2027-04-03 14:00 +02:00",
        "second  rosegold   waiting  0 of 1      unknown",
        "",
      ].join("\n"),
    );
  });

  it("is JSON and Markdown on request", () => {
    const folder = migrated(DEPLOYED);
    const { phases } = JSON.parse(
      runFleet(folder, "migration", "status", "--format", "json", "--now", "2027-03-28").stdout,
    );
    expect(phases.map(({ phase, state }: never) => [phase, state])).toEqual([
      ["first", "running"],
      ["second", "waiting"],
    ]);
    const { stdout } = runFleet(folder, "migration", "status", "--format", "markdown");
    expect(stdout).toContain("| first | blackphos | running |");
  });
});

describe("fleet migration record", () => {
  it("appends events and does not change other lines", () => {
    const folder = migrated(DEPLOYED);
    appendFileSync(join(folder, LEDGER), '{"id":"torn');
    const run = runFleet(
      folder,
      ...["migration", "record", "incident", "--machine", "blackphos"],
      ...["--at", "2026-03-29T08:00+02:00", "--by", "ada", "--note", "no network"],
    );
    expect(run).toMatchObject({ status: 0 });
    const [first, second, third = ""] = readFileSync(join(folder, LEDGER), "utf8").split("\n");
    expect([first, second]).toEqual([DEPLOYED, '{"id":"torn']);
    const { id, ...incident } = JSON.parse(third);
    expect(incident).toEqual({
      at: "2026-03-29T06:00:00Z",
      kind: "incident",
      by: "ada",
      machine: "blackphos",
      note: "no network",
    });
    const resolved = runFleet(folder, "migration", "record", "resolved", "--incident", id);
    expect(resolved).toMatchObject({
      status: 0,
      stderr: "note: migration/ledger.jsonl:2 is ignored: line is incomplete\n",
    });
  });

  it("keeps all lines of concurrent programs", async () => {
    const folder = migrated();
    const record = () =>
      new Promise((done) =>
        spawn(
          process.execPath,
          [compiledCommand(), ...["migration", "record", "deployed", "--machine", "blackphos"]],
          { cwd: folder, stdio: "ignore" },
        ).on("close", done),
      );
    await Promise.all([record(), record(), record(), record()]);
    expect(ledgerOf(folder)).toHaveLength(4);
  });

  it.each<[string, readonly string[], string]>([
    [
      "an unknown machine",
      ["record", "deployed", "--machine", "blackfos"],
      "the fleet has no machine blackfos",
    ],
    ["no machine", ["record", "deployed"], "deployed needs a machine"],
    [
      "an unknown incident",
      ["record", "resolved", "--incident", "x"],
      "there is no open incident x",
    ],
    [
      "a gate that is not attested",
      ["attest", "first/name", "--evidence", "x"],
      "there is no attested gate first/name\n  allowed: second/backup",
    ],
    [
      "a day that does not exist",
      ["record", "deployed", "--machine", "blackphos", "--at", "2027-02-29"],
      "expected a day such as 2026-11-28",
    ],
  ])("rejects %s, and writes nothing", (_, args, message) => {
    const folder = migrated(DEPLOYED);
    const { status, stderr } = runFleet(folder, "migration", ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(readFileSync(join(folder, LEDGER), "utf8")).toBe(`${DEPLOYED}\n`);
  });

  it("rejects a ledger with invalid lines, and names them", () => {
    const folder = migrated(DEPLOYED, '{"kind":"deployed"}');
    const { status, stderr } = runFleet(folder, "migration", "status");
    expect(status).toBe(1);
    expect(stderr).toContain('line 2: deployed event has no id: {"kind":"deployed"}');
  });
});

describe("fleet migration verify", () => {
  it("runs the commands, records the results, and stops one that takes too long", () => {
    const folder = migrated(DEPLOYED);
    const { status, stdout } = runFleet(folder, "migration", "verify", "blackphos");
    expect(status).toBe(1);
    expect(stdout).toBe(
      [
        "first/name: has a name … passed",
        "first/quick: answers quickly … failed: 12.5 is not below 10; it printed: 12.5 ms",
        "first/ends: ends … failed: no result after 0.2 seconds",
        "",
      ].join("\n"),
    );
    const measured = ledgerOf(folder).filter(({ kind }) => kind === "measured");
    expect(measured.map(({ gate, result }) => [gate, result])).toEqual([
      ["first/name", "passed"],
      ["first/quick", "failed"],
      ["first/ends", "failed"],
    ]);
  });
});

describe("fleet migration explain", () => {
  it("prints what blocks a deployment, and how to unblock it", () => {
    const folder = migrated(DEPLOYED);
    const { stdout } = fleetIn(folder, "UTC", "explain", "rosegold", "--now", "2027-03-28");
    expect(stdout).toContain(
      "  second/backup: not attested: a backup exists\n    fleet migration attest second/backup --evidence PATH\n",
    );
    expect(stdout).toContain("the first deployment is blocked until all of this is recorded\n");
  });

  it("prints local times", () => {
    const { stdout } = fleetIn(
      migrated(DEPLOYED),
      "Europe/Berlin",
      ...["explain", "rosegold", "--now", "2027-03-28"],
    );
    expect(stdout).toContain("blackphos has been stable since 2027-03-27 13:00 +01:00");
    expect(stdout).toContain("wait until 2027-04-03 14:00 +02:00");
    expect(stdout).not.toContain("UTC");
  });

  it("prints that gates do not block updates of a deployed machine", () => {
    const { stdout } = fleetIn(migrated(DEPLOYED), "UTC", "explain", "blackphos");
    expect(stdout).toContain(
      "blackphos has been deployed since 2027-03-27 12:00 +00:00: gates do not block its updates\n",
    );
  });
});
