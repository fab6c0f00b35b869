import { join } from "node:path";
import { type FleetApp, FleetError, type Machine, Migration } from "../../constructs";
import { LEDGER_PATH } from "../../constructs/migration/ledger-text";
import { createApp, type Main } from "../app";

/** A migration, and where its ledger lies. */
export interface LoadedMigration {
  readonly app: FleetApp;
  readonly migration: Migration;
  readonly ledgerFile: string;
}

/**
 * Declares the fleet and reads its ledger.
 *
 * @throws FleetError if the fleet has no migration, or the ledger has lines that are wrong
 */
export function loadMigration(main: Main, out?: string): LoadedMigration {
  const app = createApp(main, out === undefined ? {} : { out });
  app.prepare();
  const migration = app.node.findAll().find(Migration.isMigration);
  if (migration === undefined) {
    throw new FleetError(
      'the fleet has no migration\n  remedy: declare new Migration(fleet, "migration") and its phases',
    );
  }
  const wrong = migration.problems.filter(({ kind }) => kind === "wrong");
  if (wrong.length > 0) {
    throw new FleetError(
      [
        `${LEDGER_PATH} has lines that are no events`,
        ...wrong.map(({ line, reason, text }) => `  line ${line}: ${reason}: ${text}`),
        "  remedy: correct these lines; `fleet migration record` writes right ones",
      ].join("\n"),
    );
  }
  for (const { line, reason } of migration.problems) {
    console.error(`note: ${LEDGER_PATH}:${line} does not count: ${reason}`);
  }
  return { app, migration, ledgerFile: join(app.root, LEDGER_PATH) };
}

/**
 * The machine of a name.
 *
 * @throws FleetError if the fleet has none
 */
export function machineNamed({ fleet }: Migration, name: string): Machine {
  const machine = fleet.machines.find((one) => one.name === name);
  if (machine !== undefined) return machine;
  throw new FleetError(
    `the fleet has no machine ${name}\n  allowed: ${fleet.machines.map((one) => one.name).join(", ")}\n  remedy: correct the name`,
  );
}
