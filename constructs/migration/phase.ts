import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck, report } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { objectsIn } from "../diagnostics/objects";
import { recordSource } from "../diagnostics/source";
import { freeId } from "../fleet-element";
import { Machine } from "../machine/machine";
import { idText, requireScope } from "../props/construct-arguments";
import { anything, required, text } from "../props/kinds";
import { nested, readProps, reportProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { Gate } from "./gate";
import type { Ledger } from "./ledger";
import type { Migration } from "./migration";

export interface PhaseProps {
  /** The machines that it migrates. @default - none, as for a phase of preparation or clean-up */
  readonly machines?: readonly Machine[];
  /** The phases that have to be done before. @default - none */
  readonly after?: readonly Phase[];
  /** One line on what it is about. @default - the id */
  readonly title?: string;
  /** What a person does in it beside the deployment of its machines, for its runbook. @default - nothing */
  readonly steps?: readonly PhaseStep[];
  /**
   * Lets the machines be deployed while gates are shut, as in an emergency. Each plan warns of it until the
   * machines are deployed.
   *
   * @default - the gates count
   */
  readonly override?: { readonly because: string };
}

/** A step of a runbook. */
export interface PhaseStep {
  /** What is done: `Remove what it lists.` */
  readonly what: string;
  /** A command of a shell that does it. @default - none */
  readonly command?: string;
}

const PROPS = shapeOf<PhaseProps>("Phase", {
  machines: anything,
  after: anything,
  title: text,
  steps: anything,
  override: nested(
    shapeOf<NonNullable<PhaseProps["override"]>>("override", {
      because: required(text, "unnamed"),
    }),
  ),
});

const PHASE = Symbol.for("nix-fleet.Phase");

/** A step of a migration: machines, and the gates before and after their deployment. */
export class Phase extends Construct {
  /** Whether a value is a phase, of another copy of this library included. */
  static isPhase(value: unknown): value is Phase {
    return hasBrand(value, PHASE);
  }

  readonly machines: readonly Machine[];
  readonly after: readonly Phase[];
  readonly title: string;
  readonly steps: readonly PhaseStep[];
  readonly override: { readonly because: string } | undefined;

  /** @param id - its name in the ledger and on the command line */
  constructor(
    readonly migration: Migration,
    id: string,
    given: PhaseProps = {},
  ) {
    requireScope(migration, "phase", id);
    super(migration, freeId(migration, idText(id)));
    brand(this, PHASE);
    recordSource(this);
    const props = readProps(PROPS, given);
    reportProps(this, props);
    this.machines = objectsIn(
      this,
      "machines of phase",
      props.machines,
      Machine.isMachine,
      "new NixosMachine(…) or new DarwinMachine(…)",
    );
    this.after = objectsIn(this, "phases before phase", props.after, Phase.isPhase, "new Phase(…)");
    this.title = props.title?.trim() || id;
    this.steps = props.steps ?? [];
    this.override = props.override;
    if (this.node.id !== id) report(this, duplicate(id));
    addCheck(this, () => this.check());
  }

  /** Its gates in the order of their declaration. */
  get gates(): readonly Gate[] {
    return this.node.children.filter(Gate.isGate);
  }

  /** What has to hold before its machines are deployed for the first time. */
  readinessConditions(ledger: Ledger): readonly Condition[] {
    const earlier = this.after.flatMap((phase) => phase.acceptanceConditions(ledger));
    // Two phases before this one may wait for the same one.
    const once = new Map(earlier.map((one) => [`${one.gate} ${one.because}`, one]));
    return [...once.values(), ...this.gates.flatMap((gate) => gate.readinessConditions(ledger))];
  }

  /** What has to hold before the phase is done. */
  acceptanceConditions(ledger: Ledger): readonly Condition[] {
    return [
      // Machines are deployed only when all of this holds; without any nothing else shows that it did.
      ...(this.machines.length === 0 ? this.readinessConditions(ledger) : []),
      ...this.machines
        .filter(({ name }) => ledger.deployedAt(name) === undefined)
        .map(({ name }) => notDeployed(this.node.id, name)),
      ...this.gates.flatMap((gate) => gate.acceptanceConditions(ledger)),
    ];
  }

  private *check(): Iterable<Finding> {
    for (const machine of this.machines) {
      const first = this.migration.phaseOf(machine);
      if (first === this || first === undefined) continue;
      yield {
        code: "machine-in-two-phases",
        summary: "machine is migrated by two phases",
        value: machine.name,
        allowed: `one phase for each machine; ${first.node.id} is the first`,
        remedy: "remove it from one of the two",
      };
    }
    if (this.override !== undefined && this.override.because.trim() === "") {
      yield {
        code: "override-without-reason",
        summary: "override of gates has no reason",
        value: this.override.because,
        allowed: "one line that says why the machines are deployed although gates are shut",
        remedy: "write the reason, or remove the override",
      };
    }
  }
}

function notDeployed(phase: string, machine: string): Condition {
  return {
    gate: `${phase}/deployed`,
    because: `${machine} is not deployed`,
    remedy: `deploy it; if it is deployed: fleet migration record deployed --machine ${machine} --at …`,
    holds: { kind: "not-yet" },
  };
}

function duplicate(id: string): Finding {
  return {
    code: "phase-duplicate",
    summary: "phase is declared twice",
    value: id,
    allowed: "one phase for each id",
    remedy: "rename one of the two",
  };
}
