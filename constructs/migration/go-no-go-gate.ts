import type { Condition } from "./condition";
import { Gate, type GateProps } from "./gate";
import type { GoNoGo } from "./go-no-go";
import type { Phase } from "./phase";

export interface GoNoGoGateProps extends GateProps {
  readonly decision: GoNoGo;
}

/** Open if the decision is GO or CONDITIONAL GO. With NO-GO it is open only in the vanilla layout. */
export class GoNoGoGate extends Gate {
  readonly knownBy = "computed";
  readonly decision: GoNoGo;

  constructor(phase: Phase, id: string, props: GoNoGoGateProps) {
    super(phase, id, props);
    this.decision = props.decision;
  }

  override conditions(): readonly Condition[] {
    const { verdict, justification } = this.decision;
    if (verdict !== "NO-GO" || this.phase.migration.fleet.layout === "vanilla") return [];
    return [
      this.condition(
        `the decision is NO-GO. ${justification.replace(/\.$/, "")}`,
        'set `layout: "vanilla"` on the Fleet, or resolve the conflict',
      ),
    ];
  }
}
