import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { recordSource } from "../diagnostics/source";
import type { GoNoGo } from "./go-no-go";

interface IntegrationPointBase {
  /** The two parts that are combined: `clan's inventory in flake-parts`. */
  readonly title: string;
  /** The result of the experiment. */
  readonly finding: string;
  /** A file of the output folder, or a command, that proves the finding. */
  readonly evidence: string;
}

export interface WorkingPointProps extends IntegrationPointBase {
  /** Both work without changes. */
  readonly outcome: "works";
}

export interface CompromiseProps extends IntegrationPointBase {
  /** One of them is restricted, without losing anything that is needed. */
  readonly outcome: "compromise";
  /** The alternative that is used. */
  readonly decision: string;
  /** Why the alternative is acceptable. */
  readonly rationale: string;
}

export interface ConflictProps extends IntegrationPointBase {
  /** They are incompatible. */
  readonly outcome: "conflict";
  /** Why no compromise is acceptable. */
  readonly rationale: string;
}

export type IntegrationPointProps = WorkingPointProps | CompromiseProps | ConflictProps;

const INTEGRATION_POINT = Symbol.for("nix-fleet.IntegrationPoint");

/** A point where two parts of an architecture are combined, and the finding of an experiment there. */
export class IntegrationPoint extends Construct {
  /** Whether a value is an integration point, also one from another copy of this library. */
  static isIntegrationPoint(value: unknown): value is IntegrationPoint {
    return hasBrand(value, INTEGRATION_POINT);
  }

  constructor(
    decision: GoNoGo,
    id: string,
    readonly props: IntegrationPointProps,
  ) {
    super(decision, id);
    brand(this, INTEGRATION_POINT);
    recordSource(this);
  }

  get title(): string {
    return this.props.title;
  }

  get outcome(): IntegrationPointProps["outcome"] {
    return this.props.outcome;
  }
}
