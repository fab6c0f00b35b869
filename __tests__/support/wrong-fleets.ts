import { describe, expect, it } from "vitest";
import type { FleetApp } from "../../constructs";
import { issuesOf } from "./diagnostics";

/** A fleet with one mistake, and what is said of it. */
export interface WrongFleet {
  readonly mistake: string;
  readonly declare: () => { readonly app: FleetApp };
  /** Path of the construct that the message names. */
  readonly path: string;
  /** Code of the diagnostic. */
  readonly code: string;
  /** Parts of the message: the value, what is allowed, the remedy. */
  readonly says: readonly string[];
}

/** One test for each wrong fleet: one diagnostic, at that place, with value, allowed and remedy. */
export function describeWrongFleets(name: string, fleets: readonly WrongFleet[]): void {
  describe(name, () => {
    it.each(fleets)("is refused for $mistake", ({ declare, path, code, says }) => {
      const issues = issuesOf(declare().app);
      expect(issues.map((issue) => [issue.path, issue.code])).toEqual([[path, code]]);
      const message = issues.map((issue) => issue.message).join("\n");
      for (const part of says) expect(message).toContain(part);
      expect(message).toMatch(/^[^\n]+: .+\n {2}allowed: .+\n {2}remedy: .+$/);
    });
  });
}
