import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import { IntegrationPoint } from "./integration-point";

/** The result of an experiment. */
export type Verdict = "GO" | "CONDITIONAL GO" | "NO-GO";

export interface GoNoGoProps {
  /** The question that the experiment answers. */
  readonly question: string;
}

/** A criterion of the decision, and whether it is met. */
export interface DecisionCriterion {
  readonly text: string;
  readonly holds: boolean;
  /** Titles of the integration points that violate it. */
  readonly because: readonly string[];
}

const GO_NO_GO = Symbol.for("nix-fleet.GoNoGo");

/**
 * The decision at the end of an experiment, computed from its integration points: GO if all work without changes,
 * CONDITIONAL GO if some are compromises, NO-GO if one is a conflict.
 */
export class GoNoGo extends Construct {
  /** Whether a value is a decision, also one from another copy of this library. */
  static isGoNoGo(value: unknown): value is GoNoGo {
    return hasBrand(value, GO_NO_GO);
  }

  readonly question: string;

  constructor(scope: Construct, id: string, { question }: GoNoGoProps) {
    super(scope, id);
    brand(this, GO_NO_GO);
    recordSource(this);
    this.question = question;
    addCheck(this, () => this.check());
  }

  /** Its integration points, in declaration order. */
  get points(): readonly IntegrationPoint[] {
    return this.node.children.filter(IntegrationPoint.isIntegrationPoint);
  }

  get verdict(): Verdict {
    if (this.titlesOf("conflict").length > 0) return "NO-GO";
    return this.titlesOf("compromise").length > 0 ? "CONDITIONAL GO" : "GO";
  }

  /** The criteria, most severe first. */
  get criteria(): readonly DecisionCriterion[] {
    const [conflicts, compromises] = [this.titlesOf("conflict"), this.titlesOf("compromise")];
    return [
      {
        text: "no two parts are incompatible",
        holds: conflicts.length === 0,
        because: conflicts,
      },
      {
        text: "every part works without changes",
        holds: conflicts.length === 0 && compromises.length === 0,
        because: [...conflicts, ...compromises],
      },
    ];
  }

  /** The reason for the verdict, in a few sentences. */
  get justification(): string {
    const [conflicts, compromises] = [this.titlesOf("conflict"), this.titlesOf("compromise")];
    const { length } = this.points;
    const total = `${length} integration ${length === 1 ? "point was" : "points were"} examined.`;
    if (conflicts.length > 0) {
      return `${total} ${counted(conflicts, "is a conflict", "are conflicts")} that no compromise resolves: ${conflicts.join("; ")}.`;
    }
    if (compromises.length > 0) {
      return `${total} None is a conflict. ${counted(compromises, "is a compromise", "are compromises")}: ${compromises.join("; ")}.`;
    }
    return `${total} All work without changes.`;
  }

  private titlesOf(outcome: IntegrationPoint["outcome"]): readonly string[] {
    return this.points.filter((point) => point.outcome === outcome).map(({ title }) => title);
  }

  private *check(): Iterable<Finding> {
    if (this.points.length > 0) return;
    yield {
      code: "decision-without-points",
      summary: "go/no-go decision has no integration point",
      value: this.node.id,
      allowed: "one integration point or more",
      remedy: "add the findings: new IntegrationPoint(…)",
    };
  }
}

function counted(titles: readonly string[], one: string, many: string): string {
  return titles.length === 1 ? `One ${one}` : `${titles.length} ${many}`;
}
