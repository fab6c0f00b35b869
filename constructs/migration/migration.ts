import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import type { Fleet } from "../fleet";
import { fleetOf } from "../fleet-of";
import type { Machine } from "../machine/machine";
import { idText, requireScope } from "../props/construct-arguments";
import type { Gate } from "./gate";
import { Ledger } from "./ledger";
import { type LedgerProblem, readLedger } from "./ledger-text";
import { Phase } from "./phase";

const MIGRATION = Symbol.for("nix-fleet.Migration");

/** Path of the ledger below the output folder. */
export const LEDGER_PATH = "migration/ledger.jsonl";

/**
 * The migration of a fleet: phases with gates. What happened is recorded in a ledger,
 * `migration/ledger.jsonl` in the output folder, which people and the install and activation scripts append to.
 */
export class Migration extends Construct {
  /** Whether a value is a migration, of another copy of this library included. */
  static isMigration(value: unknown): value is Migration {
    return hasBrand(value, MIGRATION);
  }

  readonly fleet: Fleet;
  private recorded = new Ledger([]);
  private wrongLines: readonly LedgerProblem[] = [];

  constructor(scope: Construct, id: string) {
    requireScope(scope, "migration", id);
    super(scope, idText(id));
    brand(this, MIGRATION);
    recordSource(this);
    this.fleet = fleetOf(this);
    addCheck(this, () => this.check());
  }

  /** What happened until now. */
  get ledger(): Ledger {
    return this.recorded;
  }

  /** The lines of the ledger that are not events. */
  get problems(): readonly LedgerProblem[] {
    return this.wrongLines;
  }

  /** Its phases in the order of their declaration. */
  get phases(): readonly Phase[] {
    return this.node.children.filter(Phase.isPhase);
  }

  get gates(): readonly Gate[] {
    return this.phases.flatMap(({ gates }) => gates);
  }

  /** The phase that migrates a machine; none for a machine that is no part of the migration. */
  phaseOf(machine: Machine): Phase | undefined {
    return this.phases.find(({ machines }) => machines.includes(machine));
  }

  /** Takes the text of the ledger. Called once, before anything is checked. */
  readLedger(text: string): void {
    const { events, problems } = readLedger(text);
    this.recorded = new Ledger(events);
    this.wrongLines = problems;
  }

  private *check(): Iterable<Finding> {
    const [first] = this.fleet.node.findAll().filter(Migration.isMigration);
    if (first !== undefined && first !== this) {
      yield {
        code: "migration-duplicate",
        summary: "fleet has two migrations",
        value: this.node.id,
        allowed: `one Migration; ${first.node.path} is the first`,
        remedy: "declare the phases of both in one of them",
      };
    }
    for (const { line, text, reason, isTorn } of this.wrongLines) {
      yield {
        code: isTorn ? "ledger-line-torn" : "ledger-line-invalid",
        summary: `${LEDGER_PATH}:${line}: ${reason}`,
        value: shorten(text),
        allowed: "one event a line: a JSON object with id, at, kind, by, and what its kind needs",
        remedy: isTorn
          ? "record the event again, and remove the line"
          : "correct the line; `fleet migration record` writes right ones",
      };
    }
    const names = new Set(this.fleet.machines.map(({ name }) => name));
    const unknown = this.recorded.events.flatMap((event) =>
      "machine" in event && event.machine !== undefined && !names.has(event.machine)
        ? [event.machine]
        : [],
    );
    for (const machine of new Set(unknown)) {
      yield {
        code: "ledger-machine-unknown",
        summary: "ledger names a machine that the fleet does not have",
        value: machine,
        allowed: [...names].join(", "),
        remedy:
          "leave it for a machine that is gone; if the name is misspelt, record the event again",
      };
    }
  }
}

function shorten(line: string): string {
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
