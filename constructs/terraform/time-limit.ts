import type { Finding } from "../diagnostics/finding";

/** Reports an invalid time limit of an install or an activation. */
export function* limitProblems(limitMinutes: number | undefined): Iterable<Finding> {
  if (limitMinutes === undefined || (Number.isInteger(limitMinutes) && limitMinutes > 0)) return;
  yield {
    code: "limit-minutes-invalid",
    summary: "time limit is invalid",
    value: limitMinutes,
    allowed: "a whole number of minutes, at least 1",
    remedy: "set the minutes, or leave it out for 180",
  };
}
