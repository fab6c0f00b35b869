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
  /** The machines that it migrates. @default - none, for preparation or clean-up */
  readonly machines?: readonly Machine[];
  /** The phases that must be done first. @default - none */
  readonly after?: readonly Phase[];
  /** A title of one line. @default - the id */
  readonly title?: string;
  /** Manual steps in its runbook, in addition to the deployment of its machines. @default - none */
  readonly steps?: readonly PhaseStep[];
  /**
   * Allows the deployment of the machines although gates are closed, for an emergency. Each plan warns until the
   * machines are deployed.
   *
   * @default - closed gates block the deployment
   */
  readonly override?: { readonly because: string };
}

/** A step of a runbook. */
export interface PhaseStep {
  /** The instruction: `Remove the listed files.` */
  readonly what: string;
  /** A shell command that does it. @default - none */
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
  /** Whether a value is a phase, also one from another copy of this library. */
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

  /** Its gates, in declaration order. */
  get gates(): readonly Gate[] {
    return this.node.children.filter(Gate.isGate);
  }

  /** The conditions for the first deployment of its machines. */
  readinessConditions(ledger: Ledger): readonly Condition[] {
    const earlier = this.after.flatMap((phase) => phase.acceptanceConditions(ledger));
    // Two earlier phases can have the same condition.
    const once = new Map(earlier.map((one) => [`${one.gate} ${one.because}`, one]));
    return [...once.values(), ...this.gates.flatMap((gate) => gate.readinessConditions(ledger))];
  }

  /** The conditions for the end of the phase. */
  acceptanceConditions(ledger: Ledger): readonly Condition[] {
    return [
      // A deployment proves that the readiness conditions held; a phase without machines has no such proof.
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
        summary: "machine is in two phases",
        value: machine.name,
        allowed: `one phase for each machine; ${first.node.id} is the first`,
        remedy: "remove it from one of the phases",
      };
    }
    if (this.override !== undefined && this.override.because.trim() === "") {
      yield {
        code: "override-without-reason",
        summary: "override of gates has no reason",
        value: this.override.because,
        allowed: "one line with the reason for a deployment although gates are closed",
        remedy: "add the reason, or remove the override",
      };
    }
  }
}

function notDeployed(phase: string, machine: string): Condition {
  return {
    gate: `${phase}/deployed`,
    because: `${machine} is not deployed`,
    remedy: `deploy it; if it is already deployed, run: fleet migration record deployed --machine ${machine} --at TIME`,
    holds: { kind: "not-yet" },
  };
}

function duplicate(id: string): Finding {
  return {
    code: "phase-duplicate",
    summary: "duplicate phase",
    value: id,
    allowed: "a unique id for each phase",
    remedy: "rename one of the two",
  };
}
