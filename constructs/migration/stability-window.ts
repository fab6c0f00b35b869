import { Deviation } from "../deviation";
import { addCheck } from "../diagnostics/check";
import type { Machine } from "../machine/machine";
import { anything, kind, number, required } from "../props/kinds";
import { type KindsOf, readProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { days, daysAfter, utc } from "./duration";
import { GATE_PROPS, Gate, type GateProps } from "./gate";
import { machinesOf } from "./gate-machines";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";
import { windowProblems } from "./window-problems";

export interface WindowProps extends GateProps {
  /** The length, in days of 24 hours. */
  readonly days: number;
  /** The minimum length that the requirements allow, in days. @default - none */
  readonly atLeastDays?: number;
  /** The recorded decision for a window shorter than `atLeastDays`. @default - none */
  readonly deviation?: Deviation;
}

export interface StabilityWindowProps extends WindowProps {
  /** The machines that must be stable. @default - the machines of the phase */
  readonly machines?: readonly Machine[];
}

/** The props of every window. */
export const WINDOW_PROPS: KindsOf<WindowProps> = {
  ...GATE_PROPS,
  days: required(number, 1),
  atLeastDays: number,
  deviation: kind("a Deviation", Deviation.isDeviation),
};

const PROPS = shapeOf<StabilityWindowProps>("StabilityWindow", {
  ...WINDOW_PROPS,
  machines: anything,
});

/** A period in which each machine must run without an incident; an incident restarts it. */
export class StabilityWindow extends Gate {
  readonly knownBy = "computed";
  readonly days: number;
  readonly machines: readonly Machine[];

  constructor(phase: Phase, id: string, given: StabilityWindowProps) {
    const props = readProps(PROPS, given);
    super(phase, id, props);
    this.days = props.days;
    this.machines = machinesOf(this, props.machines);
    addCheck(this, () => windowProblems(props));
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    return this.machines.map(({ name }) => this.conditionOn(name, ledger));
  }

  private conditionOn(machine: string, ledger: Ledger): Condition {
    const [incident] = ledger.openIncidents(machine);
    if (incident !== undefined) {
      return this.condition(
        `${machine} has an open incident, ${incident.id}, since ${utc(incident.at)}`,
        `fleet migration record resolved --incident ${incident.id}`,
      );
    }
    const since = ledger.stableSince(machine);
    if (since === undefined) {
      return this.condition(
        `${machine} is not deployed; after its deployment it must be stable for ${days(this.days)}`,
        `deploy ${machine}; if it is already deployed, run: fleet migration record deployed --machine ${machine} --at TIME`,
      );
    }
    const at = daysAfter(since, this.days);
    return this.condition(
      `${machine} has been stable since ${utc(since)}; it must be stable for ${days(this.days)}`,
      `wait until ${utc(at)}`,
      { kind: "from", at },
    );
  }
}
