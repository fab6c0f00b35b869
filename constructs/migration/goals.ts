import type { Finding } from "../diagnostics/finding";
import type { Machine } from "../machine/machine";

/** A duration in weeks. */
export interface Weeks {
  readonly from: number;
  readonly to: number;
}

/** Goals of a migration; `fleet migration report` compares them with the results. */
export interface MigrationGoals {
  /** The acceptable number of rollbacks in total. The target is none. @default 0 */
  readonly acceptableRollbacks?: number;
  /** Machines that must not be rolled back. @default - none */
  readonly neverRolledBack?: readonly Machine[];
  /** The planned duration. @default - no goal */
  readonly weeks?: Weeks;
  /** The duration if nothing goes wrong. @default - no goal */
  readonly weeksAtBest?: Weeks;
  /** The highest monthly cost of the rented servers, in euros without VAT. @default - no goal */
  readonly monthlyEuros?: number;
}

/** Finds impossible goals. */
export function* goalProblems({
  acceptableRollbacks = 0,
  weeks,
  weeksAtBest,
  monthlyEuros = 0,
}: MigrationGoals): Iterable<Finding> {
  const isWrong = (value: number) => !Number.isFinite(value) || value < 0;
  for (const [goal, value] of Object.entries({ acceptableRollbacks, monthlyEuros })) {
    if (isWrong(value)) yield wrong(goal, value, "0 or more");
  }
  for (const [goal, span] of Object.entries({ weeks, weeksAtBest })) {
    if (span === undefined) continue;
    if (isWrong(span.from) || isWrong(span.to) || span.from > span.to) {
      yield wrong(
        goal,
        `${span.from} to ${span.to}`,
        "weeks, 0 or more, with `from` not greater than `to`",
      );
    }
  }
}

function wrong(goal: string, value: number | string, allowed: string): Finding {
  return {
    code: "migration-goal-invalid",
    summary: `goal ${goal} is impossible`,
    value,
    allowed,
    remedy: "correct it in `goals`, or remove it",
  };
}
