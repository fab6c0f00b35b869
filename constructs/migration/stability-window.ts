import type { Deviation } from "../deviation";
import { addCheck } from "../diagnostics/check";
import type { Machine } from "../machine/machine";
import type { Condition } from "./condition";
import { days, daysAfter, utc } from "./duration";
import { Gate, type GateProps } from "./gate";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";
import { windowProblems } from "./window-problems";

export interface WindowProps extends GateProps {
  /** How long, in days of 24 hours. */
  readonly days: number;
  /** The shortest time that the requirements allow, in days. @default - none */
  readonly atLeastDays?: number;
  /** The recorded decision to wait for less than `atLeastDays`. @default - none */
  readonly deviation?: Deviation;
}

export interface StabilityWindowProps extends WindowProps {
  /** The machines that have to be stable. @default - those of the phase */
  readonly machines?: readonly Machine[];
}

/** A time that each machine has to run without an incident; an incident starts it anew. */
export class StabilityWindow extends Gate {
  readonly knownBy = "computed";
  readonly days: number;
  readonly machines: readonly Machine[];

  constructor(phase: Phase, id: string, props: StabilityWindowProps) {
    super(phase, id, props);
    this.days = props.days;
    this.machines = props.machines ?? phase.machines;
    addCheck(this, () => windowProblems(props));
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    return this.machines.map(({ name }) => this.conditionOn(name, ledger));
  }

  private conditionOn(machine: string, ledger: Ledger): Condition {
    const [incident] = ledger.openIncidents(machine);
    if (incident !== undefined) {
      return this.condition(
        `${machine} has an open incident, ${incident.id}, of ${utc(incident.at)}`,
        `fleet migration record resolved --incident ${incident.id}`,
      );
    }
    const since = ledger.stableSince(machine);
    if (since === undefined) {
      return this.condition(
        `${machine} is not deployed, and has to be stable for ${days(this.days)}`,
        `deploy ${machine}; if it is deployed: fleet migration record deployed --machine ${machine} --at …`,
      );
    }
    const at = daysAfter(since, this.days);
    return this.condition(
      `${machine} is stable since ${utc(since)}, and has to be for ${days(this.days)}`,
      `wait until ${utc(at)}`,
      { kind: "from", at },
    );
  }
}
