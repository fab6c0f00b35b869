import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { recordSource } from "../diagnostics/source";
import type { GoNoGo } from "./go-no-go";

interface IntegrationPointBase {
  /** Where two parts meet: `clan's inventory in flake-parts`. */
  readonly title: string;
  /** What was found there. */
  readonly finding: string;
  /** A file of the output folder that shows it, or the command that does. */
  readonly evidence: string;
}

export interface WorkingPointProps extends IntegrationPointBase {
  /** Both work as they are. */
  readonly outcome: "works";
}

export interface CompromiseProps extends IntegrationPointBase {
  /** One of them gives way, and nothing that is needed is lost. */
  readonly outcome: "compromise";
  /** What is done instead. */
  readonly decision: string;
  /** Why that is acceptable. */
  readonly rationale: string;
}

export interface ConflictProps extends IntegrationPointBase {
  /** They exclude each other. */
  readonly outcome: "conflict";
  /** Why no compromise is acceptable. */
  readonly rationale: string;
}

export type IntegrationPointProps = WorkingPointProps | CompromiseProps | ConflictProps;

const INTEGRATION_POINT = Symbol.for("nix-fleet.IntegrationPoint");

/** A place where two parts of an architecture meet, and what an experiment found there. */
export class IntegrationPoint extends Construct {
  /** Whether a value is such a point, of another copy of this library included. */
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
