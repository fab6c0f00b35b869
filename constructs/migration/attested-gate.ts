import { readProps, shapeOf } from "../props/read-props";
import type { Condition } from "./condition";
import { GATE_PROPS, Gate, type GateProps } from "./gate";
import type { Ledger } from "./ledger";
import type { Phase } from "./phase";

const PROPS = shapeOf<GateProps>("AttestedGate", GATE_PROPS);

/** A criterion that a person attests, with evidence: `fleet migration attest`. */
export class AttestedGate extends Gate {
  readonly knownBy = "attested";

  constructor(phase: Phase, id: string, props: GateProps) {
    super(phase, id, readProps(PROPS, props));
  }

  override conditions(ledger: Ledger): readonly Condition[] {
    const attestation = ledger.attestation(this.name);
    if (attestation === undefined) {
      return [
        this.condition(
          `not attested: ${this.criterion}`,
          `fleet migration attest ${this.name} --evidence PATH`,
        ),
      ];
    }
    if (this.of === "readiness") return [];
    // An attestation of an earlier, rolled back deployment does not count for the next one.
    const stale = this.phase.machines.filter(({ name }) => {
      const deployed = ledger.deployedAt(name);
      return deployed !== undefined && attestation.at < deployed;
    });
    return stale.map(({ name }) =>
      this.condition(
        `not attested since the deployment of ${name}: ${this.criterion}`,
        `fleet migration attest ${this.name} --evidence PATH`,
      ),
    );
  }
}
