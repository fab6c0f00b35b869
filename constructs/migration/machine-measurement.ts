import type { Machine } from "../machine/machine";
import type { Condition } from "./condition";
import { Gate, type GateProps } from "./gate";
import { machinesOf } from "./gate-machines";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";

export interface MachineMeasurementProps extends GateProps {
  /** The machines that are measured. @default - the machines of the phase; if it has none, measured once */
  readonly machines?: readonly Machine[];
}

/** A measured criterion; the last result counts: `fleet migration verify`. */
export abstract class MachineMeasurement extends Gate {
  readonly knownBy = "measured";
  readonly machines: readonly Machine[];

  constructor(phase: Phase, id: string, props: MachineMeasurementProps) {
    super(phase, id, props);
    this.machines = machinesOf(this, props.machines);
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    if (this.machines.length === 0) return this.conditionsFor(undefined, ledger);
    return this.machines.flatMap((machine) => this.conditionsFor(machine.name, ledger));
  }

  private conditionsFor(machine: string | undefined, ledger: Ledger): readonly Condition[] {
    const remedy = `fleet migration verify ${machine ?? this.phase.node.id}`;
    const place = machine === undefined ? "" : ` for ${machine}`;
    const measured = ledger.measurement(this.name, machine);
    // A readiness gate is measured before the deployment.
    const deployed =
      machine === undefined || this.of === "readiness" ? undefined : ledger.deployedAt(machine);
    if (measured === undefined || (deployed !== undefined && measured.at < deployed)) {
      return [this.condition(`not measured${place}: ${this.criterion}`, remedy)];
    }
    if (measured.result === "passed") return [];
    const note = measured.note === undefined ? "" : ` (${measured.note})`;
    return [this.condition(`failed${place}: ${this.criterion}${note}`, remedy)];
  }
}
