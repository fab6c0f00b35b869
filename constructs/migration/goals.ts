import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";

/** How long something takes, in weeks. */
export interface Weeks {
  readonly from: number;
  readonly to: number;
}

/** What a migration is measured by; `fleet migration report` compares. */
export interface MigrationGoals {
  /** How many rollbacks are acceptable in all. None is the target. @default 0 */
  readonly acceptableRollbacks?: number;
  /** The machines whose rollback is not acceptable. @default - none */
  readonly neverRolledBack?: readonly Machine[];
  /** How long it takes as planned. @default - no goal */
  readonly weeks?: Weeks;
  /** How long it takes if nothing goes wrong. @default - no goal */
  readonly weeksAtBest?: Weeks;
  /** What the rented servers may cost a month, in euros without VAT. @default - no goal */
  readonly monthlyEuros?: number;
}

/** Goals that nothing could meet. */
export function* goalProblems({
  acceptableRollbacks = 0,
  weeks,
  weeksAtBest,
  monthlyEuros = 0,
}: MigrationGoals): Iterable<Finding> {
  const isWrong = (value: number) => !Number.isFinite(value) || value < 0;
  for (const [goal, value] of Object.entries({ acceptableRollbacks, monthlyEuros })) {
    if (isWrong(value)) yield wrong(goal, value, "a number from 0 on");
  }
  for (const [goal, span] of Object.entries({ weeks, weeksAtBest })) {
    if (span === undefined) continue;
    if (isWrong(span.from) || isWrong(span.to) || span.from > span.to) {
      yield wrong(goal, `${span.from} to ${span.to}`, "weeks from a number to a larger one");
    }
  }
}

function wrong(goal: string, value: number | string, allowed: string): Finding {
  return {
    code: "migration-goal-invalid",
    summary: `goal ${goal} cannot be met`,
    value,
    allowed,
    remedy: "correct it in `goals`, or leave it out",
  };
}
