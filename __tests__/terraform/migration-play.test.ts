import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrationStatus } from "../../cli/migration/status";
import {
  ApiToken,
  AttestedGate,
  CumulativeStability,
  DarwinMachine,
  Fleet,
  HetznerStack,
  Migration,
  NixosMachine,
  Phase,
  StabilityWindow,
  WorkstationStack,
} from "../../constructs";
import { event } from "../constructs/migration/support";
import { renderedFiles } from "../support/diagnostics";
import { DISK, SERVER, testApp } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

const MACS = ["blackphos", "rosegold", "argentum", "stibnite"] as const;
const DAY = 24 * 60 * 60 * 1000;

/** The events, by day of the migration. */
type Happened = readonly [day: number, kind: string, fields: Readonly<Record<string, string>>];

let world: ProviderDouble;

beforeEach(async () => {
  world = await startProviderDouble();
});

afterEach(() => world.stop());

/** A server, then four Macs, one after the other: two weeks each, and the last one after four weeks in total. */
function fleetToMigrate() {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const migration = new Migration(fleet, "migration");
  const machines = MACS.map((name) => new DarwinMachine(fleet, name, { stateVersion: 6 }));
  let before = new Phase(migration, "validation");
  new AttestedGate(before, "go", { criterion: "the decision is GO" });
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    server: SERVER,
    disk: DISK,
  });
  before = new Phase(migration, "cinnabar", { machines: [cinnabar], after: [before] });
  new StabilityWindow(before, "stable", { criterion: "stable for two weeks", days: 14 });
  new HetznerStack(app, "cinnabar", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  for (const machine of machines) {
    const phase = new Phase(migration, machine.name, { machines: [machine], after: [before] });
    new StabilityWindow(phase, "stable", { criterion: "stable for two weeks", days: 14 });
    before = phase;
    new WorkstationStack(app, machine.name, { machine });
  }
  new CumulativeStability(before, "in-all", {
    criterion: "the others are stable for four weeks in all",
    of: "readiness",
    days: 28,
    machines: machines.slice(0, 3),
  });
  new AttestedGate(before, "backup", { criterion: "a backup exists", of: "readiness" });
  const cleanUp = new Phase(migration, "clean-up", { after: [before] });
  new AttestedGate(cleanUp, "removed", { criterion: "nothing of the old configuration is left" });
  return { app, migration };
}

interface Outcome {
  readonly plan: "refused" | "possible";
  readonly state: string | undefined;
}

/** The plan and the status of a machine on a day, counted from the first Mac's deployment. Terraform uses the real clock, so the events are moved. */
async function on(today: number, machine: string, happened: readonly Happened[]): Promise<Outcome> {
  const now = new Date();
  const { app, migration } = fleetToMigrate();
  const ledger = happened
    .filter(([day]) => day <= today)
    .map(([day, kind, fields]) => {
      const at = new Date(Math.floor(now.getTime() / 1000) * 1000 - (today - day) * DAY);
      return event(kind, at, fields);
    });
  migration.readLedger(ledger.join(""));
  const status = migrationStatus(migration, now).find(({ phase }) => phase === machine);
  const folder = join(world.directory, "nix-config/terraform/stacks", machine);
  mkdirSync(folder, { recursive: true });
  const file = renderedFiles(app).find(({ path }) => path.endsWith(`${machine}/cdk.tf.json`));
  writeFileSync(join(folder, "cdk.tf.json"), file?.text ?? "");
  const env = { PATH: new StandIns().path, HCLOUD_TOKEN: "a".repeat(64) };
  const terraform = new Terraform(folder, world, env);
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  const { exitCode } = await terraform.plan();
  return { plan: exitCode === 1 ? "refused" : "possible", state: status?.state };
}

const GO: Happened = [-21, "attested", { gate: "validation/go" }];
const deployed = (day: number, machine: string): Happened => [day, "deployed", { machine }];
const BACKUP: Happened = [60, "attested", { gate: "stibnite/backup" }];

const UNTIL_ARGENTUM: readonly Happened[] = [
  GO,
  deployed(-14, "cinnabar"),
  deployed(1, "blackphos"),
  [5, "incident", { machine: "blackphos", id: "i1" }],
  [6, "resolved", { incident: "i1" }],
  deployed(21, "rosegold"),
  deployed(36, "argentum"),
];

const REFUSED: Outcome = { plan: "refused", state: "waiting" };
const POSSIBLE: Outcome = { plan: "possible", state: "ready" };

describeWithTools(["terraform"], "a migration from its first day to its last", () => {
  it.each<[number, string, readonly Happened[], Outcome]>([
    [-20, "cinnabar", [], REFUSED],
    [-20, "cinnabar", [GO], POSSIBLE],
    [-7, "blackphos", UNTIL_ARGENTUM, REFUSED],
    [0, "blackphos", UNTIL_ARGENTUM, POSSIBLE],
    [4, "rosegold", UNTIL_ARGENTUM, REFUSED],
    // Two weeks after the deployment, but not yet after the incident.
    [16, "rosegold", UNTIL_ARGENTUM, REFUSED],
    [21, "rosegold", UNTIL_ARGENTUM.slice(0, 5), POSSIBLE],
    [36, "argentum", UNTIL_ARGENTUM.slice(0, 6), POSSIBLE],
    // argentum is stable for less than two weeks, and the backup is not attested.
    [45, "stibnite", UNTIL_ARGENTUM, REFUSED],
    [55, "stibnite", UNTIL_ARGENTUM, REFUSED],
    [61, "stibnite", [...UNTIL_ARGENTUM, BACKUP], POSSIBLE],
  ])(
    "on day %i Terraform and the status agree whether %s can be deployed",
    async (day, mac, happened, outcome) => {
      expect(await on(day, mac, happened)).toEqual(outcome);
    },
  );

  it("does not block a deployed Mac, even during an incident, and ends with the clean-up", async () => {
    const all: readonly Happened[] = [
      ...UNTIL_ARGENTUM,
      BACKUP,
      deployed(61, "stibnite"),
      [62, "incident", { machine: "argentum", id: "i2" }],
    ];
    expect(await on(63, "stibnite", all)).toEqual({ plan: "possible", state: "running" });

    const { migration } = fleetToMigrate();
    const end = new Date();
    const lines = [
      ...all,
      [63, "resolved", { incident: "i2" }],
      [76, "attested", { gate: "clean-up/removed" }],
    ] as const;
    migration.readLedger(
      lines
        .map(([day, kind, fields]) =>
          event(kind, new Date(end.getTime() - (78 - day) * DAY), fields),
        )
        .join(""),
    );
    const states = migrationStatus(migration, end).map(({ phase, state }) => [phase, state]);
    expect(states).toEqual([
      ["validation", "done"],
      ["cinnabar", "done"],
      ...MACS.map((name) => [name, "done"]),
      ["clean-up", "done"],
    ]);
  });
});
