import { Construct } from "constructs";
import type { Fleet } from "./fleet";
import { addCheck, duplicateProblems, freeId } from "./validation";

export interface DeviationProps {
  /** What the requirements ask for, and where. */
  readonly requirement: string;
  /** What the fleet does instead. */
  readonly decision: string;
  /** Why. */
  readonly rationale: string;
}

/** A decision against the letter of a requirement, recorded beside the fleet that it is about. */
export class Deviation extends Construct {
  readonly requirement: string;
  readonly decision: string;
  readonly rationale: string;

  constructor(fleet: Fleet, id: string, props: DeviationProps) {
    super(fleet, freeId(fleet, `deviation:${id}`));
    this.requirement = props.requirement;
    this.decision = props.decision;
    this.rationale = props.rationale;
    addCheck(this, () => duplicateProblems(this, "deviation", id));
  }
}
