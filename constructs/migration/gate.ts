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
  /** What has to hold, as a person would write it on a checklist: `Zerotier controller operational`. */
  readonly criterion: string;
  /**
   * `readiness`: before the machines of the phase are deployed. `acceptance`: before the phase is done, and
   * the phases after it may begin.
   *
   * @default "acceptance"
   */
  readonly of?: "readiness" | "acceptance";
}

/** What every gate takes. */
export const GATE_PROPS: KindsOf<GateProps> = {
  criterion: required(text, "unnamed"),
  of: oneOf("readiness", "acceptance"),
};

const GATE = Symbol.for("nix-fleet.Gate");

/** One criterion of a phase, and how it is known whether it holds. */
export abstract class Gate extends Construct {
  /** Whether a value is a gate, of another copy of this library included. */
  static isGate(value: unknown): value is Gate {
    return hasBrand(value, GATE);
  }

  /** How it is known whether the criterion holds. */
  abstract readonly knownBy: "measured" | "computed" | "attested";
  readonly criterion: string;
  readonly of: "readiness" | "acceptance";

  /** @param props - as `readProps` returns them */
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
      allowed: "what has to hold, as on a checklist: `zerotier controller is operational`",
      remedy: "write it in `criterion`",
    };
  }

  /** Its name in the ledger: `<phase>/<gate>`. */
  get name(): string {
    return `${this.phase.node.id}/${this.node.id}`;
  }

  /** What has to hold, by what is recorded. None is left for a gate that is open for good. */
  abstract conditions(ledger: Ledger): readonly Condition[];

  /** Those that have to hold before the machines of the phase are deployed. */
  readinessConditions(ledger: Ledger): readonly Condition[] {
    return this.of === "readiness" ? this.conditions(ledger) : [];
  }

  /** Those that have to hold before the phase is done. */
  acceptanceConditions(ledger: Ledger): readonly Condition[] {
    return this.of === "acceptance" ? this.conditions(ledger) : [];
  }

  protected condition(because: string, remedy: string, holds: Holding = { kind: "not-yet" }) {
    return { gate: this.name, because, remedy, holds };
  }
}
