import { addCheck } from "../diagnostics/check";
import { type AllowedDifference, allowedDifferenceProblems } from "./allowed-difference";
import { baselineConditions } from "./baseline-conditions";
import type { Condition } from "./condition";
import type { Ledger } from "./ledger";
import { MachineMeasurement, type MachineMeasurementProps } from "./machine-measurement";
import type { Phase } from "./phase";

export interface NoRegressionProps extends Omit<MachineMeasurementProps, "of"> {
  /** The allowed differences. @default - none */
  readonly allowed?: readonly AllowedDifference[];
}

/**
 * Requires that a machine has everything after its deployment that it had before: packages, Homebrew, services, login
 * shell, and the system preferences that the fleet manages. `fleet migration baseline` saves the state; without it the
 * machine is not deployed. `fleet migration compare` compares. New items and newer versions are not regressions.
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
