import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  AttestedGate,
  CalendarGate,
  type FleetApp,
  Migration,
  type Phase,
  StabilityWindow,
} from "../../constructs";
import { event, twoMacs } from "../constructs/migration/support";
import { renderedFiles } from "../support/diagnostics";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("uname", "echo Darwin");
  standIns.add("scutil", "echo rosegold");
  standIns.add("id", "echo 501");
  standIns.add("readlink", "echo /nix/store/41");
  for (const program of ["darwin-rebuild", "clan", "nix", "sudo"]) standIns.add(program);
});

afterEach(() => world.stop());

/** A time before the real one, which is what Terraform compares with. */
function daysAgo(days: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 - days * 24 * 60 * 60 * 1000);
}

function gates({ first, second }: { readonly first: Phase; readonly second: Phase }): void {
  new StabilityWindow(first, "stable", { criterion: "stable for a week", days: 7 });
  new AttestedGate(second, "backup", { criterion: "a backup exists", of: "readiness" });
}

const root = () => join(world.directory, "nix-config");
const ledger = () => join(root(), "migration/ledger.jsonl");

/** rosegold's stack as the fleet renders it with a ledger. */
async function stackWith(
  text: string,
  override?: { readonly because: string },
): Promise<Terraform> {
  return stackOf(twoMacs(gates, override).app, text);
}

async function stackOf(app: FleetApp, text: string): Promise<Terraform> {
  app.node.findAll().find(Migration.isMigration)?.readLedger(text);
  const folder = join(root(), "terraform/stacks/rosegold");
  for (const path of [folder, join(root(), "migration")]) mkdirSync(path, { recursive: true });
  writeFileSync(ledger(), text);
  const file = renderedFiles(app).find(({ path }) => path.endsWith("rosegold/cdk.tf.json"));
  writeFileSync(join(folder, "cdk.tf.json"), file?.text ?? "");
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return terraform;
}

/** A plan of rosegold with a calendar gate; days are relative to today. */
async function planBusyOn(from: number, to: number) {
  const day = (days: number) => daysAgo(-days).toISOString().slice(0, 10);
  const busy = [{ from: day(from), to: day(to), because: "release of 2.0" }];
  const { app } = twoMacs(({ second }) => {
    new CalendarGate(second, "calendar", { criterion: "nothing is due", of: "readiness", busy });
  });
  const ledger = event("deployed", daysAgo(8), BLACKPHOS);
  return (await stackOf(app, ledger)).plan();
}

const BLACKPHOS = { machine: "blackphos" };
const attested = () => event("attested", daysAgo(1), { gate: "second/backup" });

describeWithTools(["terraform"], "the gates of a migration, in Terraform", () => {
  it("block the first activation with a message until all of them are open", async () => {
    const early = await (await stackWith(event("deployed", daysAgo(6), BLACKPHOS))).plan();
    expect(early.exitCode).toBe(1);
    const words = early.stderr.replaceAll(/\s*│?\s+/g, " ");
    expect(words).toContain(
      "gate first/stable blocks the first deployment of rosegold: blackphos has been stable since",
    );
    expect(words).toContain(
      "gate second/backup blocks the first deployment of rosegold: not attested: a backup exists",
    );

    const late = await stackWith(event("deployed", daysAgo(8), BLACKPHOS) + attested());
    expect(await late.plan()).toMatchObject({
      exitCode: 2,
      changes: { "null_resource.activate-rosegold": "create" },
    });
  });

  it("count from the end of an incident", async () => {
    const incident = event("incident", daysAgo(5), { ...BLACKPHOS, id: "i1" });
    const resolved = event("resolved", daysAgo(4), { incident: "i1" });
    const deployed = event("deployed", daysAgo(20), BLACKPHOS);
    const terraform = await stackWith(deployed + incident + resolved + attested());
    expect((await terraform.plan()).stderr).toContain("first/stable");
  });

  it("are gone after the activation, which records itself, even after an incident", async () => {
    const open = event("deployed", daysAgo(8), BLACKPHOS) + attested();
    expect(await (await stackWith(open)).apply()).toMatchObject({ exitCode: 0, stderr: "" });
    const recorded = readFileSync(ledger(), "utf8");
    expect(recorded.startsWith(open)).toBe(true);
    expect(JSON.parse(recorded.slice(open.length))).toMatchObject({
      kind: "deployed",
      machine: "rosegold",
    });
    const incident = event("incident", daysAgo(0), BLACKPHOS);
    const terraform = await stackWith(recorded + incident);
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("block on the busy days of a calendar, at the time of the plan", async () => {
    const busy = await planBusyOn(-1, 1);
    expect(busy.exitCode).toBe(1);
    const words = busy.stderr.replaceAll(/\s*│?\s+/g, " ");
    expect(words).toContain(
      "gate second/calendar blocks the first deployment of rosegold: busy from ",
    );
    expect(words).toContain(": release of 2.0. To open it: wait until ");
    for (const [from, to] of [
      [-3, -2],
      [2, 3],
    ] as const) {
      expect((await planBusyOn(from, to)).exitCode).toBe(2);
    }
  });

  it("only cause a warning if the phase overrides them", async () => {
    const terraform = await stackWith("", { because: "the old disk is dying" });
    const { exitCode, stdout } = await terraform.plan();
    expect(exitCode).toBe(2);
    expect(stdout.replaceAll(/\s*│?\s+/g, " ")).toContain(
      "The gate is overridden: the old disk is dying",
    );
  });
});
