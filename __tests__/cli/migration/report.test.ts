import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadMigration } from "../../../cli/migration/load";
import { migrationReport } from "../../../cli/migration/report/report";
import { timeArgument } from "../../../cli/migration/time";
import { event } from "../../constructs/migration/support";
import { runExample } from "../../support/examples";
import { folderWithMain, runFleet, writeMain } from "../../support/run-fleet";

/** The body of `main`. */
const BODY = `
  const infra = new Fleet(app, "infra");
  const ada = new User(infra, "ada", { sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada"] });
  const cinnabar = new NixosMachine(infra, "cinnabar", {
    stateVersion: "25.11",
    server: { type: ServerType.CX53, location: Location.FSN1, backups: true },
    disk: Disk.plain({ filesystem: "ext4" }),
  });
  new UserAccount(infra, "root", { user: User.ROOT, machines: [cinnabar], authorized: [ada] });
  const mac = { stateVersion: 6, primaryUser: ada };
  const blackphos = new DarwinMachine(infra, "blackphos", mac);
  const stibnite = new DarwinMachine(infra, "stibnite", mac);
  new SshdService(infra, "sshd", { servers: [Tag.ALL], clients: [Tag.ALL] });
  new ZerotierNetwork(infra, "net", { controller: cinnabar, peers: [Tag.ALL] });
  const migration = new Migration(infra, "migration", {
    goals: {
      acceptableRollbacks: 2,
      neverRolledBack: [stibnite],
      weeks: { from: 3, to: 5 },
      monthlyEuros: 36,
    },
  });
  const first = new Phase(migration, "first", { machines: [blackphos] });
  new StabilityWindow(first, "stable", { criterion: "stable", days: 7 });
  new BuildTime(first, "build-time", { criterion: "builds as fast", command: "true" });
  const second = new Phase(migration, "second", { machines: [stibnite], after: [first] });
  new AttestedGate(second, "productivity", { criterion: "productivity is the same" });
  new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  for (const machine of [blackphos, stibnite]) new WorkstationStack(app, machine.name, { machine });
`;

const MAIN = `
import { ApiToken, AttestedGate, BuildTime, DarwinMachine, Disk, Fleet, type FleetApp, HetznerStack, Location, Migration, NixosMachine, Phase, ServerType, SshdService, StabilityWindow, Tag, User, UserAccount, WorkstationStack, ZerotierNetwork } from CONSTRUCTS;
export function main(app: FleetApp): void {
${BODY}
}
`;

const LEDGER = "nix-config/migration/ledger.jsonl";

function folderWith(ledger: string): string {
  const folder = folderWithMain(MAIN);
  mkdirSync(join(folder, "nix-config/migration"), { recursive: true });
  writeFileSync(join(folder, LEDGER), ledger);
  return folder;
}

/** The report as JSON, which the command prints. */
function reportOf(ledger: string, now: string) {
  const out = join(folderWith(ledger), "nix-config");
  const { app, migration } = loadMigration((root) => runExample(BODY, root), out);
  return JSON.parse(JSON.stringify(migrationReport(app, migration, timeArgument(now))));
}

const on = (day: string) => new Date(`2027-${day}T12:00:00Z`);
const MAC = { machine: "blackphos" };
const PASSED = { gate: "first/build-time", ...MAC, result: "passed" };

/** An event with number fields, which `event` does not support. */
function line(kind: string, day: string, fields: object): string {
  const { id, at, by } = JSON.parse(event(kind, on(day), {}));
  return `${JSON.stringify({ id, at, kind, by, ...fields })}\n`;
}

const BASELINE = line("baseline", "01-01", { ...MAC, buildSeconds: 10 });

describe("fleet migration report", () => {
  it("measures each phase from the end of the previous one to its last condition", () => {
    const ledger =
      // A mistake that was caught before the migration does not count as its begin.
      event("caught", new Date("2026-10-01T12:00:00Z"), { code: "tag-unused" }) +
      BASELINE +
      event("deployed", on("01-04"), MAC) +
      line("measured", "01-06", { ...PASSED, value: 11 }) +
      line("measured", "01-20", { ...PASSED, value: 11.5 }) +
      event("deployed", on("01-15"), { machine: "stibnite" });
    const { time } = reportOf(ledger, "2027-01-22T12:00:00Z");
    expect(time.phases).toEqual([
      {
        phase: "first",
        state: "done",
        begin: "2027-01-01T12:00:00.000Z",
        weeks: 1.4,
        end: "2027-01-11T12:00:00.000Z",
      },
      { phase: "second", state: "running", begin: "2027-01-11T12:00:00.000Z", weeks: 1.6 },
    ]);
    expect(time).toMatchObject({ weeks: 3, isDone: false, verdict: "open" });
  });

  it.each<[string, string, string, boolean]>([
    ["within its weeks", "01-30", "met", true],
    ["too late", "02-28", "not met", true],
  ])("says whether the migration was done %s", (_, day, verdict, isDone) => {
    const ledger =
      BASELINE +
      event("deployed", on("01-04"), MAC) +
      line("measured", "01-06", { ...PASSED, value: 11 }) +
      event("deployed", on("01-15"), { machine: "stibnite" }) +
      event("attested", on(day), { gate: "second/productivity" });
    expect(reportOf(ledger, "2027-06-01").time).toMatchObject({ verdict, isDone });
  });

  it.each<[string, readonly string[], string]>([
    ["none", [], "met"],
    ["two of other machines", ["blackphos", "blackphos"], "acceptable"],
    ["three", ["blackphos", "blackphos", "blackphos"], "not met"],
    ["one of a machine that must not be rolled back", ["stibnite"], "not met"],
  ])("judges rollbacks: %s", (_, machines, verdict) => {
    const ledger = machines
      .map((machine) => event("rolled-back", on("02-01"), { machine }))
      .join("");
    expect(reportOf(ledger, "2027-02-02").rollbacks).toMatchObject({
      count: machines.length,
      verdict,
    });
  });

  it("compares build times, adds up prices and incidents, and lists attestations", () => {
    const report = reportOf(
      BASELINE +
        event("incident", on("01-05"), { ...MAC, id: "i1" }) +
        event("resolved", on("01-06"), { incident: "i1" }) +
        event("incident", on("01-07"), MAC) +
        line("measured", "01-08", { ...PASSED, result: "failed", value: 12.1 }) +
        event("attested", on("01-08"), { gate: "second/productivity", evidence: "notes" }),
      "2027-01-08T12:00:00Z",
    );
    expect(report.builds).toEqual([
      { machine: "blackphos", before: 10, after: 12.1, limit: 12, verdict: "not met" },
    ]);
    expect(report.incidents).toEqual({ count: 2, open: 1, hours: 48 });
    // 29.49, 20 % of it for backups, and 0.50 for the address.
    expect(report.cost).toMatchObject({ euros: 35.89, verdict: "met", date: "2026-07-23" });
    expect(report.scale).toMatchObject({ machines: 3, zerotierMembers: 3, freeDevices: 10 });
    expect(report.attestations).toEqual([
      {
        gate: "second/productivity",
        criterion: "productivity is the same",
        at: "2027-01-08T12:00:00.000Z",
        by: "ada",
        evidence: "notes",
      },
    ]);
  });

  it("is Markdown by default, with the sources of prices and limits", () => {
    const { stdout } = runFleet(folderWith(BASELINE), "migration", "report", "--now", "2027-02-01");
    expect(stdout).toContain("| rollbacks | 0 | 0, at most 2 acceptable, none of stibnite | met |");
    expect(stdout).toContain("https://docs.hetzner.com/");
    expect(stdout).toContain("https://www.zerotier.com/pricing/");
  });
});

describe("fleet check --record", () => {
  it("records each mistake once, and none of a fleet without mistakes", () => {
    const folder = folderWith("");
    const check = () => runFleet(folder, "check", "--no-typecheck", "--record");
    check();
    expect(readFileSync(join(folder, LEDGER), "utf8")).toBe("");

    const wrong = MAIN.replace("machines: [blackphos] }", "machines: [blackphos, stibnite] }");
    writeMain(folder, wrong);
    expect(check()).toMatchObject({ status: 1 });
    expect(check()).toMatchObject({ status: 1 });
    const lines = readFileSync(join(folder, LEDGER), "utf8").trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      kind: "caught",
      code: "machine-in-two-phases",
    });

    writeMain(folder, MAIN);
    const report = runFleet(folder, "migration", "report", "--format", "json");
    expect(JSON.parse(report.stdout).caught).toEqual({
      count: 1,
      codes: [{ code: "machine-in-two-phases", count: 1 }],
    });
  });

  it("says where there is no migration to record for", () => {
    const folder = folderWithMain(
      MAIN.replace("machines: [blackphos] }", "machines: [blackphos, stibnite] }"),
    );
    const { status, stderr } = runFleet(folder, "check", "--no-typecheck", "--record");
    expect(status).toBe(1);
    expect(stderr).toContain("cannot record: nix-config has no folder migration");
  });
});
