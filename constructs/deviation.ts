import type { Construct } from "constructs";
import { brand, hasBrand } from "./brand";
import { addCheck } from "./diagnostics/check";
import type { Finding } from "./diagnostics/finding";
import {
  ELEMENT_PROPS,
  FleetElement,
  type FleetElementProps,
  requireUniqueName,
} from "./fleet-element";
import { required, text } from "./props/kinds";
import { readProps, shapeOf } from "./props/read-props";

export interface DeviationProps extends FleetElementProps {
  /** The requirement and where it is written. */
  readonly requirement: string;
  /** What the fleet does instead. */
  readonly decision: string;
  /** The reason. */
  readonly rationale: string;
}

const PROPS = shapeOf<DeviationProps>("Deviation", {
  ...ELEMENT_PROPS,
  requirement: required(text, "unnamed"),
  decision: required(text, "unnamed"),
  rationale: required(text, "unnamed"),
});

const DEVIATION = Symbol.for("nix-fleet.Deviation");

/** A documented decision to deviate from a requirement, recorded next to the fleet. */
export class Deviation extends FleetElement {
  /** Whether a value is a deviation, also from another copy of this library. */
  static isDeviation(value: unknown): value is Deviation {
    return hasBrand(value, DEVIATION);
  }

  readonly requirement: string;
  readonly decision: string;
  readonly rationale: string;

  constructor(scope: Construct, id: string, given: DeviationProps) {
    const props = readProps(PROPS, given);
    super(scope, "deviation", id, props);
    brand(this, DEVIATION);
    this.requirement = props.requirement;
    this.decision = props.decision;
    this.rationale = props.rationale;
    requireUniqueName(this, "deviation");
    addCheck(this, () => this.check());
  }

  private *check(): Iterable<Finding> {
    const { requirement, decision, rationale } = this;
    for (const [field, value] of Object.entries({ requirement, decision, rationale })) {
      if (value.trim() !== "") continue;
      yield {
        code: "deviation-without-reason",
        summary: `deviation has no ${field}`,
        value: this.name,
        allowed: "a sentence each: what is required, what is done instead, and why",
        remedy: `write the \`${field}\``,
      };
    }
  }
}
