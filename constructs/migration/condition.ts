/** A condition for the first deployment of a machine, or for the end of a phase. */
export interface Condition {
  /** Its gate: `<phase>/<gate>`. */
  readonly gate: string;
  /** Why it does not hold: `cinnabar is not deployed`. */
  readonly because: string;
  /** How to fulfil it. */
  readonly remedy: string;
  readonly holds: Holding;
}

/** When a condition holds. It depends on the ledger and the fleet, not on today's date. */
export type Holding =
  /** Not before another event is recorded. */
  | { readonly kind: "not-yet" }
  | { readonly kind: "from"; readonly at: Date }
  /** Always, except in this period. */
  | { readonly kind: "outside"; readonly from: Date; readonly to: Date };

/** Whether a condition holds at a time. */
export function holdsAt({ holds }: Condition, now: Date): boolean {
  switch (holds.kind) {
    case "not-yet":
      return false;
    case "from":
      return now >= holds.at;
    case "outside":
      return now < holds.from || now >= holds.to;
  }
}

/** The first time from `now` on at which all conditions hold; undefined if an event must be recorded first. */
export function earliest(conditions: readonly Condition[], now: Date): Date | undefined {
  let time = now;
  for (;;) {
    const failing = conditions.find((condition) => !holdsAt(condition, time));
    if (failing === undefined) return time;
    if (failing.holds.kind === "not-yet") return undefined;
    time = failing.holds.kind === "from" ? failing.holds.at : failing.holds.to;
  }
}
