import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { listOf, required, text } from "../props/kinds";
import { nested, readProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { dayOf, daysAfter } from "./duration";
import { GATE_PROPS, Gate, type GateProps } from "./gate";
import type { Phase } from "./phase";

/** Days on which a machine must not be migrated. */
export interface BusyDays {
  /** The first day, in UTC: `2026-12-07`. */
  readonly from: string;
  /** The last day. @default - same as `from` */
  readonly to?: string;
  /** The reason: `release of 2.0`. */
  readonly because: string;
}

export interface CalendarGateProps extends GateProps {
  readonly busy: readonly BusyDays[];
}

const BUSY_DAYS = shapeOf<BusyDays>("BusyDays", {
  from: required(text, "2000-01-01"),
  to: text,
  because: required(text, "unnamed"),
});

const PROPS = shapeOf<CalendarGateProps>("CalendarGate", {
  ...GATE_PROPS,
  busy: required(listOf(nested(BUSY_DAYS)), []),
});

/** A gate that is closed on busy days. */
export class CalendarGate extends Gate {
  readonly knownBy = "computed";
  readonly busy: readonly BusyDays[];

  constructor(phase: Phase, id: string, given: CalendarGateProps) {
    const props = readProps(PROPS, given);
    super(phase, id, props);
    this.busy = props.busy;
    addCheck(this, () => this.check());
  }

  override conditions(): readonly Condition[] {
    return this.busy.flatMap(({ from, to = from, because }) => {
      const [start, end] = [dayOf(from), dayOf(to)];
      if (start === undefined || end === undefined) return [];
      const after = daysAfter(end, 1);
      return [
        this.condition(
          `busy from ${from} to ${to}: ${because}`,
          `wait until ${after.toISOString().slice(0, 10)}`,
          { kind: "outside", from: start, to: after },
        ),
      ];
    });
  }

  private *check(): Iterable<Finding> {
    for (const { from, to = from } of this.busy) {
      const [start, end] = [dayOf(from), dayOf(to)];
      if (start !== undefined && end !== undefined && start <= end) continue;
      yield {
        code: "calendar-days-invalid",
        summary: "busy days of calendar are not a valid range",
        value: from === to ? from : `${from} to ${to}`,
        allowed: "existing days such as 2026-12-07, with `from` not after `to`",
        remedy: "correct `from` and `to`",
      };
    }
  }
}
