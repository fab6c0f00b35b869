import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import { idText, requireScope } from "../props/construct-arguments";
import { oneOf, required, text } from "../props/kinds";
import { type KindsOf, reportProps } from "../props/read-props";
import type { Condition, Holding } from "./condition";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";

export interface GateProps {
  /** What must be true, as on a checklist: `Zerotier controller operational`. */
  readonly criterion: string;
  /**
   * `readiness`: must be open before the machines of the phase are deployed. `acceptance`: must be open before the
   * phase is done and the next phases can begin.
   *
   * @default "acceptance"
   */
  readonly of?: "readiness" | "acceptance";
}

/** The props of every gate. */
export const GATE_PROPS: KindsOf<GateProps> = {
  criterion: required(text, "unnamed"),
  of: oneOf("readiness", "acceptance"),
};

const GATE = Symbol.for("nix-fleet.Gate");

/** One criterion of a phase, and how to determine whether it is true. */
export abstract class Gate extends Construct {
  /** Whether a value is a gate, also one from another copy of this library. */
  static isGate(value: unknown): value is Gate {
    return hasBrand(value, GATE);
  }

  /** How to determine whether the criterion is true. */
  abstract readonly knownBy: "measured" | "computed" | "attested";
  readonly criterion: string;
  readonly of: "readiness" | "acceptance";

  /** @param props - the result of `readProps` */
  constructor(
    readonly phase: Phase,
    id: string,
    props: GateProps,
  ) {
    requireScope(phase, "gate", id);
    super(phase, idText(id));
    brand(this, GATE);
    recordSource(this);
    reportProps(this, props);
    const { criterion, of = "acceptance" } = props;
    this.criterion = criterion;
    this.of = of;
    addCheck(this, () => this.criterionProblems());
  }

  private *criterionProblems(): Iterable<Finding> {
    if (this.criterion.trim() !== "") return;
    yield {
      code: "gate-without-criterion",
      summary: "gate has no criterion",
      value: this.name,
      allowed: "what must be true, as on a checklist: `zerotier controller is operational`",
      remedy: "set `criterion`",
    };
  }

  /** Its name in the ledger: `<phase>/<gate>`. */
  get name(): string {
    return `${this.phase.node.id}/${this.node.id}`;
  }

  /** The remaining conditions according to the ledger; none if the gate is open permanently. */
  abstract conditions(ledger: Ledger): readonly Condition[];

  /** The conditions for the first deployment of the phase's machines. */
  readinessConditions(ledger: Ledger): readonly Condition[] {
    return this.of === "readiness" ? this.conditions(ledger) : [];
  }

  /** The conditions for the end of the phase. */
  acceptanceConditions(ledger: Ledger): readonly Condition[] {
    return this.of === "acceptance" ? this.conditions(ledger) : [];
  }

  protected condition(because: string, remedy: string, holds: Holding = { kind: "not-yet" }) {
    return { gate: this.name, because, remedy, holds };
  }
}
