import type { Finding } from "../diagnostics/finding";
import { days as daysText } from "./duration";
import type { WindowProps } from "./stability-window";

/** Finds an invalid length of a window. */
export function* windowProblems({
  days,
  atLeastDays = 0,
  deviation,
}: WindowProps): Iterable<Finding> {
  if (!Number.isFinite(days) || days < 0) {
    yield {
      code: "window-invalid",
      summary: "length of window is not a number of days",
      value: days,
      allowed: "days of 24 hours, such as 14",
      remedy: "correct `days`",
    };
  } else if (days < atLeastDays && deviation === undefined) {
    yield {
      code: "window-too-short",
      summary: `window is shorter than the required ${daysText(atLeastDays)}`,
      value: days,
      allowed: `${daysText(atLeastDays)} or more, or fewer with a Deviation`,
      remedy: `set days: ${atLeastDays}, or add deviation: new Deviation(…) with the rationale`,
    };
  }
}
