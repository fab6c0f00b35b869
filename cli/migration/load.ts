import { join } from "node:path";
import { type FleetApp, FleetError, type Machine, Migration } from "../../constructs";
import { LEDGER_PATH } from "../../constructs/migration/ledger-text";
import { createApp, type Main } from "../app";

/** A migration, and the path of its ledger. */
export interface LoadedMigration {
  readonly app: FleetApp;
  readonly migration: Migration;
  readonly ledgerFile: string;
}

/**
 * Declares the fleet and reads its ledger.
 *
 * @throws FleetError if the fleet has no migration, or the ledger has invalid lines
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
        `${LEDGER_PATH} has invalid lines`,
        ...wrong.map(({ line, reason, text }) => `  line ${line}: ${reason}: ${text}`),
        "  remedy: correct these lines, or remove them and use `fleet migration record`",
      ].join("\n"),
    );
  }
  for (const { line, reason } of migration.problems) {
    console.error(`note: ${LEDGER_PATH}:${line} is ignored: ${reason}`);
  }
  return { app, migration, ledgerFile: join(app.root, LEDGER_PATH) };
}

/**
 * Finds a machine by name.
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
