import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";

/** Whether PATH has the program. */
function isInstalled(tool: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Programs that CI does not install: OpenTofu is in none of its package registries, and takes minutes to build. */
const NOT_IN_CI = ["tofu"];

/**
 * Tests that run real programs. A machine that lacks one skips them with one visible line; with
 * REQUIRE_TOOLS=1, as in CI, that is a failure, unless CI does not install it either.
 */
export function describeWithTools(tools: readonly string[], name: string, tests: () => void): void {
  const missing = tools.filter((tool) => !isInstalled(tool));
  if (missing.length === 0) {
    describe(name, tests);
  } else if (
    process.env.REQUIRE_TOOLS === "1" &&
    !missing.every((tool) => NOT_IN_CI.includes(tool))
  ) {
    describe(name, () => {
      it(`has ${tools.join(", ")} on PATH`, () => {
        expect(missing, "REQUIRE_TOOLS=1, but these programs are not on PATH").toEqual([]);
      });
    });
  } else {
    console.warn(`skipped: ${name}: not on PATH: ${missing.join(", ")}`);
    describe.skip(name, tests);
  }
}
