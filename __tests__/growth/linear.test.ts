import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SHAPES } from "../../bench/shapes";
import { REPOSITORY } from "../support/run-fleet";
import type { Work } from "./counted-work";

const SIZE = 10;
/**
 * Each step adds twice as many machines as the one before, so it adds twice the work; sorting takes a little
 * more, and names get longer. A square of the size adds four times the work.
 */
const LINEAR = 2.6;
/** What a step adds less often than this is no square of a size. */
const FEW = 4 * SIZE * SIZE;

describe("work grows at most linearly with the fleet", () => {
  let work: Work = {};
  beforeAll(() => {
    const program = join(REPOSITORY, "__tests__/growth/counted-work.ts");
    const sizes = [SIZE, 2 * SIZE, 4 * SIZE].map(String);
    // V8 drops the counts with the code of functions that rest, and those of inlined ones.
    const exact = [
      "--no-flush-bytecode",
      "--no-lazy-feedback-allocation",
      "--no-opt",
      "--no-maglev",
    ];
    const printed = execFileSync(
      process.execPath,
      [...exact, "--import", "tsx", program, ...sizes],
      {
        cwd: REPOSITORY,
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      },
    );
    work = JSON.parse(printed);
  }, 300_000);

  it.each(Object.keys(SHAPES))("%s", (shape) => {
    const functions = Object.entries(work[shape] ?? {});
    const faster = functions
      .filter(
        ([, [small = 0, middle = 0, large = 0]]) =>
          large - middle > FEW && large - middle > LINEAR * (middle - small),
      )
      .map(([name, counts]) => `${name}: ${counts.join(", ")}`);
    expect(functions.length).toBeGreaterThan(100);
    expect(faster).toEqual([]);
  });
});
