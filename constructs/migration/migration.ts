import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import type { Fleet } from "../fleet";
import { fleetOf } from "../fleet-of";
import type { Machine } from "../machine/machine";
import { idText, requireScope } from "../props/construct-arguments";
import { object } from "../props/kinds";
import { readProps, reportProps, shapeOf } from "../props/read-props";
import type { Gate } from "./gate";
import { goalProblems, type MigrationGoals } from "./goals";
import { Ledger } from "./ledger";
import { ledgerProblems } from "./ledger-problems";
import { type LedgerProblem, readLedger } from "./ledger-text";
import { Phase } from "./phase";

const MIGRATION = Symbol.for("nix-fleet.Migration");

export interface MigrationProps {
  /** Its goals, for the report. @default - none */
  readonly goals?: MigrationGoals;
}

const PROPS = shapeOf<MigrationProps>("Migration", { goals: object });

/**
 * The migration of a fleet: phases with gates. A ledger, `migration/ledger.jsonl` in the output folder, records the
 * events; people and the install and activation scripts append to it.
 */
export class Migration extends Construct {
  /** Whether a value is a migration, also one from another copy of this library. */
  static isMigration(value: unknown): value is Migration {
    return hasBrand(value, MIGRATION);
  }

  readonly fleet: Fleet;
  readonly goals: MigrationGoals;
  private recorded = new Ledger([]);
  private wrongLines: readonly LedgerProblem[] = [];

  constructor(scope: Construct, id: string, given: MigrationProps = {}) {
    requireScope(scope, "migration", id);
    super(scope, idText(id));
    const props = readProps(PROPS, given);
    reportProps(this, props);
    const { goals = {} } = props;
    brand(this, MIGRATION);
    recordSource(this);
    this.fleet = fleetOf(this);
    this.goals = goals;
    addCheck(this, () => this.check());
    addCheck(this, () => ledgerProblems(this.recorded, this.wrongLines, this.fleet));
    addCheck(this, () => goalProblems(goals));
  }

  /** The recorded events. */
  get ledger(): Ledger {
    return this.recorded;
  }

  /** The ignored lines of the ledger. */
  get problems(): readonly LedgerProblem[] {
    return this.wrongLines;
  }

  /** Its phases, in declaration order. */
  get phases(): readonly Phase[] {
    return this.node.children.filter(Phase.isPhase);
  }

  get gates(): readonly Gate[] {
    return this.phases.flatMap(({ gates }) => gates);
  }

  /** The phase that migrates a machine; undefined if the machine is not part of the migration. */
  phaseOf(machine: Machine): Phase | undefined {
    return this.phases.find(({ machines }) => machines.includes(machine));
  }

  /** Reads the text of the ledger. Called once, before validation. */
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
        remedy: "declare all phases in one Migration",
      };
    }
  }
}
