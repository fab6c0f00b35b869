import { type Profiler, Session } from "node:inspector";
import { join } from "node:path";
import type { Shape } from "../../bench/shapes";

// node --import tsx counted-work.ts <size>…: declares, checks and renders each shape in these sizes, and
// prints how often the busiest block of each function ran. That does not depend on the machine.

const REPOSITORY = join(__dirname, "../..");

/** For each shape, how often the busiest block of each function ran, by size. */
export type Work = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** Only what is loaded after this is counted exactly. */
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

function main(sizes: readonly number[]): void {
  const { SHAPES } = require("../../bench/shapes") as typeof import("../../bench/shapes");
  const { createApp } = require("../../cli/app") as typeof import("../../cli/app");
  const { renderFleet } = require("../../cli/stages") as typeof import("../../cli/stages");
  const run = ({ declare }: Shape, size: number): ReadonlyMap<string, number> => {
    takeCounts();
    renderFleet(createApp((app) => declare(app, size)));
    return takeCounts();
  };
  const work: Record<string, Record<string, readonly number[]>> = {};
  for (const [name, shape] of Object.entries(SHAPES)) {
    run(shape, 1); // Loads what it needs, and fills what outlives a fleet.
    const counts = sizes.map((size) => run(shape, size));
    const functions = [...(counts.at(-1)?.keys() ?? [])];
    work[name] = Object.fromEntries(
      functions.map((key) => [key, counts.map((count) => count.get(key) ?? 0)]),
    );
  }
  process.stdout.write(JSON.stringify(work satisfies Work));
}

/** The counts since the last time. */
function takeCounts(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // The callback is called before `post` returns.
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error !== null) throw error;
    for (const script of result.filter(isOfFleet)) {
      for (const { functionName, ranges } of script.functions) {
        const name = `${placeOf(script)} ${functionName || "(callback)"} at ${ranges[0]?.startOffset}`;
        counts.set(name, Math.max(...ranges.map(({ count }) => count)));
      }
    }
  });
  return counts;
}

/** The library and its dependencies, without the test runner. */
function isOfFleet(script: Profiler.ScriptCoverage): boolean {
  const [folder = "", name = ""] = placeOf(script).split("/");
  if (folder === "node_modules") return ["cdktf", "constructs", "@cdktf"].includes(name);
  return ["bench", "cli", "constructs", "nix-modules", "packages"].includes(folder);
}

function placeOf({ url }: Profiler.ScriptCoverage): string {
  const path = url.replace(/^file:\/\//, "");
  return path.startsWith(REPOSITORY) ? path.slice(REPOSITORY.length + 1) : "";
}

if (require.main === module) main(process.argv.slice(2).map(Number));
