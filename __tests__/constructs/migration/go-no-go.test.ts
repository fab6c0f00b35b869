import { describe, expect, it } from "vitest";
import {
  GoNoGo,
  GoNoGoGate,
  IntegrationPoint,
  type IntegrationPointProps,
} from "../../../constructs";
import { Ledger } from "../../../constructs/migration/ledger";
import { issuesOf } from "../../support/diagnostics";
import { twoMacs } from "./support";

const FOUND = { finding: "It was tried.", evidence: "flake.nix" };
const POINTS: Record<IntegrationPointProps["outcome"], IntegrationPointProps> = {
  works: { title: "modules", outcome: "works", ...FOUND },
  compromise: {
    title: "inventory",
    outcome: "compromise",
    ...FOUND,
    decision: "One file each.",
    rationale: "Nothing is lost.",
  },
  conflict: { title: "arguments", outcome: "conflict", ...FOUND, rationale: "Both are needed." },
};

/** A migration with a decision in its first phase, with one point for each outcome. */
function decided(...outcomes: readonly IntegrationPointProps["outcome"][]) {
  let decision: GoNoGo | undefined;
  const macs = twoMacs(({ first }) => {
    decision = new GoNoGo(first.migration, "decision", { question: "Do both work together?" });
    for (const outcome of outcomes) new IntegrationPoint(decision, outcome, POINTS[outcome]);
    new GoNoGoGate(first, "go", { criterion: "the decision is GO", of: "readiness", decision });
  });
  if (decision === undefined) throw new Error("no decision was declared");
  return { ...macs, decision, conditions: macs.first.readinessConditions(new Ledger([])) };
}

describe("a go/no-go decision", () => {
  it("is GO if all points work without changes, and opens its gate", () => {
    const { decision, conditions } = decided("works");
    expect(decision.verdict).toBe("GO");
    expect(decision.justification).toBe(
      "1 integration point was examined. All work without changes.",
    );
    expect(conditions).toEqual([]);
  });

  it("is CONDITIONAL GO with compromises, and names them", () => {
    const { decision, conditions } = decided("works", "compromise");
    expect(decision.verdict).toBe("CONDITIONAL GO");
    expect(decision.justification).toContain("None is a conflict. One is a compromise: inventory.");
    expect(decision.criteria.map(({ holds }) => holds)).toEqual([true, false]);
    expect(conditions).toEqual([]);
  });

  it("is NO-GO with one conflict, even if other points work, and closes its gate with the reason", () => {
    const { decision, conditions } = decided("works", "compromise", "conflict");
    expect(decision.verdict).toBe("NO-GO");
    expect(decision.criteria.map(({ holds }) => holds)).toEqual([false, false]);
    expect(conditions.map(({ gate, because, holds }) => [gate, because, holds.kind])).toEqual([
      [
        "first/go",
        expect.stringContaining("NO-GO. 3 integration points were examined. One is a conflict"),
        "not-yet",
      ],
    ]);
  });

  it("opens its gate after NO-GO in the vanilla layout", () => {
    const { first } = decided("conflict");
    Object.defineProperty(first.migration.fleet, "layout", { value: "vanilla" });
    expect(first.readinessConditions(new Ledger([]))).toEqual([]);
  });

  it("is an error without a point", () => {
    expect(issuesOf(decided().app).map(({ code }) => code)).toContain("decision-without-points");
  });
});
