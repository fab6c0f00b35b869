import type { Construct } from "constructs";
import { FleetElement, requireUniqueName } from "./fleet-element";

export interface DeviationProps {
  /** What the requirements ask for, and where. */
  readonly requirement: string;
  /** What the fleet does instead. */
  readonly decision: string;
  /** Why. */
  readonly rationale: string;
}

/** A decision against the letter of a requirement, recorded beside the fleet that it is about. */
export class Deviation extends FleetElement {
  readonly requirement: string;
  readonly decision: string;
  readonly rationale: string;

  constructor(scope: Construct, id: string, props: DeviationProps) {
    super(scope, "deviation", id);
    this.requirement = props.requirement;
    this.decision = props.decision;
    this.rationale = props.rationale;
    requireUniqueName(this, "deviation");
  }
}
