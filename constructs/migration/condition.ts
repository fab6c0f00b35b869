/** Something that has to hold before a machine is deployed for the first time, or before a phase is done. */
export interface Condition {
  /** The gate that asks for it: `<phase>/<gate>`. */
  readonly gate: string;
  /** What does not hold: `cinnabar is not deployed`. */
  readonly because: string;
  /** What makes it hold. */
  readonly remedy: string;
  readonly holds: Holding;
}

/** When a condition holds. It is a fact of the ledger and the fleet; today's date is no part of it. */
export type Holding =
  /** Not before something else is recorded. */
  | { readonly kind: "not-yet" }
  | { readonly kind: "from"; readonly at: Date }
  /** Always but in this time. */
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

/** The first time from `now` on at which all conditions hold; undefined if something has to be recorded first. */
export function earliest(conditions: readonly Condition[], now: Date): Date | undefined {
  let time = now;
  for (;;) {
    const shut = conditions.find((condition) => !holdsAt(condition, time));
    if (shut === undefined) return time;
    if (shut.holds.kind === "not-yet") return undefined;
    time = shut.holds.kind === "from" ? shut.holds.at : shut.holds.to;
  }
}
