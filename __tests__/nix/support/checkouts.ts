import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe } from "vitest";
import { describeWithTools } from "../../support/tools";

/** Folder with a checkout of each flake input, by its name: `flake-parts`, `nixpkgs-lib`, … */
const { MIRROR = "" } = process.env;

/**
 * Tests with the real flake inputs. Nothing installs them, so a machine without MIRROR skips the tests with one visible
 * line, even if tools are required.
 *
 * @param needed - paths that the tests use, relative to MIRROR
 */
export function describeWithCheckouts(
  needed: readonly string[],
  name: string,
  tests: (checkouts: string) => void,
): void {
  const missing = MIRROR === "" ? ["MIRROR"] : absent(needed);
  if (missing.length === 0) {
    describeWithTools(["nix-instantiate", "jq"], name, () => tests(MIRROR));
  } else {
    console.warn(`skipped: ${name}: not at hand: ${missing.join(", ")}`);
    describe.skip(name, () => tests(MIRROR));
  }
}

function absent(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !existsSync(resolve(MIRROR, path)));
}
