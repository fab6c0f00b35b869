import { addCheck } from "../diagnostics/check";
import type { Machine } from "../machine/machine";
import { anything, required } from "../props/kinds";
import { readProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { days, daysAfter, utc } from "./duration";
import { Gate } from "./gate";
import { machinesOf } from "./gate-machines";
import type { Ledger } from "./ledger";
import type { LedgerEvent } from "./ledger-event";
import type { Phase } from "./phase";
import { WINDOW_PROPS, type WindowProps } from "./stability-window";
import { windowProblems } from "./window-problems";

export interface CumulativeStabilityProps extends WindowProps {
  /** The machines, which are migrated one after the other. */
  readonly machines: readonly Machine[];
}

const PROPS = shapeOf<CumulativeStabilityProps>("CumulativeStability", {
  ...WINDOW_PROPS,
  machines: required(anything, []),
});

/**
 * Requires a total time in which at least one of the machines is deployed and none has an open incident. An incident
 * stops the clock until it is resolved.
 */
export class CumulativeStability extends Gate {
  readonly knownBy = "computed";
  readonly days: number;
  readonly machines: readonly Machine[];

  constructor(phase: Phase, id: string, given: CumulativeStabilityProps) {
    const props = readProps(PROPS, given);
    super(phase, id, props);
    this.days = props.days;
    this.machines = machinesOf(this, props.machines);
    addCheck(this, () => windowProblems(props));
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    const names = this.machines.map(({ name }) => name);
    const { passed, since } = stableTime(names, ledger);
    const machines = names.join(", ");
    if (since === undefined) {
      const [incident] = names.flatMap((name) => ledger.openIncidents(name));
      return [
        incident === undefined
          ? this.condition(
              `none of ${machines} is deployed; they must be stable for ${days(this.days)} in total`,
              `deploy ${names[0]}`,
            )
          : this.condition(
              `${incident.machine} has an open incident, ${incident.id}, which stops the clock of ${days(this.days)}`,
              `fleet migration record resolved --incident ${incident.id}`,
            ),
      ];
    }
    const at = new Date(daysAfter(since, this.days).getTime() - passed);
    return [
      this.condition(
        `${machines} must be stable for ${days(this.days)} in total`,
        `wait until ${utc(at)}`,
        { kind: "from", at },
      ),
    ];
  }
}

/** The stable time up to the last event in milliseconds, and since when the clock is running, if it is. */
function stableTime(
  machines: readonly string[],
  ledger: Ledger,
): { readonly passed: number; readonly since: Date | undefined } {
  const deployed = new Set<string>();
  const open = new Set<string>();
  let passed = 0;
  let since: Date | undefined;
  for (const event of ledger.events) {
    apply(event, machines, deployed, open, ledger);
    const isStable = deployed.size > 0 && open.size === 0;
    if (isStable) since ??= event.at;
    else if (since !== undefined) {
      passed += event.at.getTime() - since.getTime();
      since = undefined;
    }
  }
  return { passed, since };
}

function apply(
  event: LedgerEvent,
  machines: readonly string[],
  deployed: Set<string>,
  open: Set<string>,
  ledger: Ledger,
): void {
  if (event.kind === "resolved") open.delete(event.incident);
  if (!("machine" in event) || event.machine === undefined) return;
  if (!machines.includes(event.machine)) return;
  if (event.kind === "deployed") deployed.add(event.machine);
  if (event.kind === "rolled-back") deployed.delete(event.machine);
  if (event.kind !== "incident") return;
  const end = ledger.resolvedAt(event.id);
  // An incident that is recorded as resolved before or when it began does not stop the clock.
  if (end === undefined || end > event.at) open.add(event.id);
}
