import { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { recordSource } from "../diagnostics/source";
import { IntegrationPoint } from "./integration-point";

/** What follows from an experiment. */
export type Verdict = "GO" | "CONDITIONAL GO" | "NO-GO";

export interface GoNoGoProps {
  /** What the experiment is to answer. */
  readonly question: string;
}

/** A criterion of the decision, and whether it holds. */
export interface DecisionCriterion {
  readonly text: string;
  readonly holds: boolean;
  /** The titles of the points that decide it. */
  readonly because: readonly string[];
}

const GO_NO_GO = Symbol.for("nix-fleet.GoNoGo");

/**
 * The decision at the end of an experiment, computed from its integration points: GO if all work as they are,
 * CONDITIONAL GO if some are compromises, NO-GO if one is a conflict.
 */
export class GoNoGo extends Construct {
  /** Whether a value is a decision, of another copy of this library included. */
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

  /** Its points in the order of their declaration. */
  get points(): readonly IntegrationPoint[] {
    return this.node.children.filter(IntegrationPoint.isIntegrationPoint);
  }

  get verdict(): Verdict {
    if (this.titlesOf("conflict").length > 0) return "NO-GO";
    return this.titlesOf("compromise").length > 0 ? "CONDITIONAL GO" : "GO";
  }

  /** What is asked, from the most severe on. */
  get criteria(): readonly DecisionCriterion[] {
    const [conflicts, compromises] = [this.titlesOf("conflict"), this.titlesOf("compromise")];
    return [
      {
        text: "no two parts exclude each other",
        holds: conflicts.length === 0,
        because: conflicts,
      },
      {
        text: "every part works as it is",
        holds: conflicts.length === 0 && compromises.length === 0,
        because: [...conflicts, ...compromises],
      },
    ];
  }

  /** Why it is the verdict, in a few sentences. */
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
    return `${total} All work as they are.`;
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
      allowed: "one point or more, on which the decision rests",
      remedy: "add what was found: new IntegrationPoint(…)",
    };
  }
}

function counted(titles: readonly string[], one: string, many: string): string {
  return titles.length === 1 ? `One ${one}` : `${titles.length} ${many}`;
}
