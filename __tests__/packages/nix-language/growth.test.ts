import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Growth } from "./support/counted-growth";
import { DEEP, WIDE } from "./support/growing-values";

const WALKS = ["print", "partsOf", "referencesIn", "withoutComments"];

/** V8 does not count in code that it has optimized. Set in a test's process, this would slow all later tests down. */
const EXACT = ["--no-opt", "--no-maglev"];

let growth: Growth = {};

beforeAll(() => {
  const program = join(__dirname, "support/counted-growth.ts");
  const printed = execFileSync(process.execPath, [...EXACT, "--import", "tsx", program], {
    encoding: "utf8",
  });
  growth = JSON.parse(printed);
}, 300_000);

describe.each(WALKS)("the steps of %s", (walk) => {
  it.each(Object.keys(WIDE))("grow linearly with %s", (value) => {
    expect(growth[walk]?.wide[value]).toBeLessThan(4.3);
  });

  it.each(Object.keys(DEEP))("grow linearly with nested %s", (value) => {
    // A line takes more looking ahead the fuller it is, and so deeper values somewhat more.
    expect(growth[walk]?.deep[value]).toBeLessThan(10);
  });

  it("stop at the limit, however deep the value is", () => {
    const [steps, ofDeeper] = growth[walk]?.tooDeep ?? [];
    expect(steps).toBeGreaterThan(0);
    expect(ofDeeper).toBe(steps);
  });
});
