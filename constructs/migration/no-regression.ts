import { addCheck } from "../diagnostics/check";
import { type AllowedDifference, allowedDifferenceProblems } from "./allowed-difference";
import { baselineConditions } from "./baseline-conditions";
import type { Condition } from "./condition";
import type { Ledger } from "./ledger";
import { MachineMeasurement, type MachineMeasurementProps } from "./machine-measurement";
import type { Phase } from "./phase";

export interface NoRegressionProps extends Omit<MachineMeasurementProps, "of"> {
  /** What may be otherwise than before. @default - nothing */
  readonly allowed?: readonly AllowedDifference[];
}

/**
 * After its deployment a machine has what it had before: packages, Homebrew, services, login shell, and the system
 * preferences that the fleet manages. `fleet migration baseline` saves what it has, without which it is not
 * deployed, and `fleet migration compare` compares. What is new, and a newer version, is no difference.
 */
export class NoRegression extends MachineMeasurement {
  readonly allowed: readonly AllowedDifference[];

  constructor(phase: Phase, id: string, props: NoRegressionProps) {
    super(phase, id, props);
    this.allowed = props.allowed ?? [];
    addCheck(this, () => allowedDifferenceProblems(this.allowed));
  }

  override readinessConditions(ledger: Ledger): readonly Condition[] {
    return baselineConditions(this, ledger);
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    return [...baselineConditions(this, ledger), ...super.conditions(ledger)];
  }
}
