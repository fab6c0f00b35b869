import { Aspects, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { findingOfThrown } from "../diagnostics/thrown";

/** An aspect that still adds constructs after so many passes, or at such a depth, never ends. */
const MOST_PASSES = 10;
const DEEPEST = 200;

/**
 * Invokes the aspects of each construct on it and on all constructs below, from the top down. Unlike in cdktf,
 * aspects also visit what other aspects add anywhere, all others still run after one throws, and its error is
 * reported for the visited construct.
 */
export function applyAspects(app: IConstruct): readonly PlacedFinding[] {
  const findings: PlacedFinding[] = [];
  const visited = new Map<IAspect, Set<IConstruct>>();
  let newest = app;
  let isTooDeep = false;
  /** Returns whether it invoked an aspect. */
  const visit = (construct: IConstruct, inherited: readonly IAspect[], depth: number): boolean => {
    let isNew = false;
    const aspects = new Set([...inherited, ...Aspects.of(construct).all]);
    // The set grows while it is read: an aspect can add another one.
    for (const aspect of aspects) {
      const done = visited.get(aspect) ?? new Set();
      if (done.has(construct)) continue;
      visited.set(aspect, done.add(construct));
      newest = construct;
      isNew = true;
      const finding = visitWith(aspect, construct);
      if (finding !== undefined) findings.push({ path: construct.node.path, finding });
      for (const added of Aspects.of(construct).all) aspects.add(added);
    }
    const right = [...aspects].filter(isAspect);
    isTooDeep ||= depth > DEEPEST && right.length > 0;
    for (const child of construct.node.children) {
      if (isTooDeep) break;
      isNew = visit(child, right, depth + 1) || isNew;
    }
    return isNew;
  };
  for (let pass = 1; pass <= MOST_PASSES && !isTooDeep; pass += 1) {
    if (!visit(app, [], 0)) return findings;
  }
  return [...findings, { path: newest.node.path, finding: ENDLESS }];
}

const ENDLESS: Finding = {
  code: "aspect-endless",
  summary: "aspects add constructs without an end, since they also visit what they added",
  value: undefined,
  allowed: "aspects that stop adding constructs",
  remedy: "in `visit`, skip the constructs that the aspect has added",
};

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
