import { describe, expect, it } from "vitest";
import type { FleetApp } from "../../constructs";
import { issuesOf } from "./diagnostics";

/** A fleet with one mistake, and what is said of it. */
export interface WrongFleet {
  readonly mistake: string;
  readonly declare: () => { readonly app: FleetApp };
  /** Path of the construct that the message names. */
  readonly path: string;
  /** Parts of the message: the value, what is allowed, the remedy. */
  readonly says: readonly string[];
  /** What clan-core, Nix or Terraform would have made of it. */
  readonly otherwise?:
    | "clan-core accepts it silently"
    | "clan-core only warns"
    | "clan-core's CLI finds it before deploying"
    | "Nix finds it when the machine is evaluated"
    | "Nix accepts it silently"
    | "Terraform accepts it silently"
    | "Terraform stops at init"
    | "Terraform fails at apply"
    | "cdktf stops at it and tells no other error"
    | "the build fails"
    | "the activation fails"
    | "it fails on the machine";
}

/** One test for each wrong fleet: it is refused, at that place, with value, allowed and remedy. */
export function describeWrongFleets(name: string, fleets: readonly WrongFleet[]): void {
  describe(name, () => {
    it.each(fleets)("is refused for $mistake ($otherwise)", ({ declare, path, says }) => {
      const issues = issuesOf(declare().app);
      const there = issues.filter((issue) => issue.path === path);
      expect(issues.map((issue) => issue.path)).toContain(path);
      const message = there.map((issue) => issue.message).join("\n");
      for (const part of says) expect(message).toContain(part);
      for (const issue of there) {
        expect(issue.message).toMatch(/^[^\n]+: .+\n {2}allowed: .+\n {2}remedy: .+$/);
      }
    });
  });
}
