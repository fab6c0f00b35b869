import { Aspects, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { findingOfThrown } from "../diagnostics/thrown";

/**
 * Invokes the aspects of each construct on it and on all constructs below, from the top down. Unlike in cdktf,
 * other aspects still run after one throws, and its error is reported for the visited construct.
 */
export function applyAspects(app: IConstruct): readonly PlacedFinding[] {
  const findings: PlacedFinding[] = [];
  const visit = (construct: IConstruct, inherited: readonly IAspect[]): void => {
    const aspects = new Set([...inherited, ...Aspects.of(construct).all]);
    // The set grows while it is read: an aspect can add another one.
    for (const aspect of aspects) {
      const finding = visitWith(aspect, construct);
      if (finding !== undefined) findings.push({ path: construct.node.path, finding });
      for (const added of Aspects.of(construct).all) aspects.add(added);
    }
    const right = [...aspects].filter(isAspect);
    for (const child of construct.node.children) visit(child, right);
  };
  visit(app, []);
  return findings;
}

function visitWith(aspect: IAspect, construct: IConstruct): Finding | undefined {
  if (!isAspect(aspect)) {
    return {
      code: "wrong-type",
      summary: "aspect has no visit method",
      value: printable(aspect),
      allowed: "an object with a method visit(construct)",
      remedy:
        "pass Aspects.of(…).add an object with a method `visit`, which cdktf calls for each construct",
    };
  }
  try {
    aspect.visit(construct);
    return undefined;
  } catch (error) {
    return findingOfThrown(error, construct);
  }
}

function isAspect(value: unknown): value is IAspect {
  return (
    typeof value === "object" && value !== null && typeof Reflect.get(value, "visit") === "function"
  );
}
