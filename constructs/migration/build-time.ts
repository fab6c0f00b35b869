import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { baselineConditions } from "./baseline-conditions";
import type { Condition } from "./condition";
import type { Ledger } from "./ledger";
import { MeasuredGate, type MeasuredGateProps } from "./measured-gate";
import type { Phase } from "./phase";

export interface BuildTimeProps extends Omit<MeasuredGateProps, "expect" | "of"> {
  /** The allowed increase, as a fraction: `0.2` is 20 %. @default 0.2 */
  readonly within?: number;
}

/**
 * Requires that a machine's configuration builds about as fast as before. The command runs twice and the second run
 * counts, to exclude downloads and first builds. The time before the migration is part of the baseline,
 * `fleet migration baseline HOST --build-command …`; without it the machine is not deployed.
 */
export class BuildTime extends MeasuredGate {
  readonly within: number;

  constructor(phase: Phase, id: string, { within = 0.2, ...props }: BuildTimeProps) {
    super(phase, id, props);
    this.within = within;
    addCheck(this, () => this.boundProblems());
  }

  /** The longest allowed build time of a machine in seconds; undefined without a baseline. */
  limit(machine: string, ledger: Ledger): number | undefined {
    const before = ledger.baseline(machine)?.buildSeconds;
    return before === undefined ? undefined : before * (1 + this.within);
  }

  override readinessConditions(ledger: Ledger): readonly Condition[] {
    return baselineConditions(this, ledger, "build time");
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    return [...baselineConditions(this, ledger, "build time"), ...super.conditions(ledger)];
  }

  private *boundProblems(): Iterable<Finding> {
    if (Number.isFinite(this.within) && this.within >= 0) return;
    yield {
      code: "build-time-bound-invalid",
      summary: "allowed increase of build time is not a fraction",
      value: this.within,
      allowed: "0 or more, such as 0.2 for 20 %",
      remedy: "correct `within`, or remove it",
    };
  }
}
