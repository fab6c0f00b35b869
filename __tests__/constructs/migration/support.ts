import {
  DarwinMachine,
  Fleet,
  type FleetApp,
  type Machine,
  Migration,
  Phase,
  WorkstationStack,
} from "../../../constructs";
import { testApp } from "../../support/fleets";

/** A day of January 2027. */
export function day(number: number, time = "00:00:00"): Date {
  return new Date(`2027-01-${String(number).padStart(2, "0")}T${time}Z`);
}

let count = 0;

/** A line of a ledger. */
export function event(kind: string, on: Date, fields: Readonly<Record<string, string>>): string {
  count += 1;
  const at = on.toISOString().replace(".000Z", "Z");
  return `${JSON.stringify({ id: `${kind}-${count}`, at, kind, by: "ada", ...fields })}\n`;
}

export interface TwoMacs {
  readonly app: FleetApp;
  readonly migration: Migration;
  readonly first: Phase;
  readonly second: Phase;
  readonly machines: readonly [Machine, Machine];
}

/** A migration of blackphos, then rosegold, each with its stack. */
export function twoMacs(
  declare: (phases: { readonly first: Phase; readonly second: Phase }) => void = () => undefined,
  override?: { readonly because: string },
): TwoMacs {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const blackphos = new DarwinMachine(fleet, "blackphos", { stateVersion: 6 });
  const rosegold = new DarwinMachine(fleet, "rosegold", { stateVersion: 6 });
  const migration = new Migration(fleet, "migration");
  const first = new Phase(migration, "first", { machines: [blackphos], title: "First Mac" });
  const second = new Phase(migration, "second", {
    machines: [rosegold],
    after: [first],
    ...(override && { override }),
  });
  declare({ first, second });
  for (const machine of [blackphos, rosegold]) {
    new WorkstationStack(app, machine.name, { machine });
  }
  return { app, migration, first, second, machines: [blackphos, rosegold] };
}
