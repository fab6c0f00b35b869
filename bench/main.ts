import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "..");
const COMPILED = join(REPOSITORY, "dist");
const RUNS = 3;

interface Measurement {
  readonly seconds: number;
  readonly peakMb: number;
}

interface Command {
  readonly name: string;
  readonly node: readonly string[];
}

/** Runs a whole Node process and returns its wall time and peak memory, the best of some runs. */
function measure({ node }: Command, ...args: readonly string[]): Measurement {
  const measurements = Array.from({ length: RUNS }, () => {
    const out = mkdtempSync(join(tmpdir(), "fleet-bench-"));
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...args, out], {
      cwd: REPOSITORY,
      encoding: "utf8",
    });
    const seconds = (performance.now() - start) / 1000;
    rmSync(out, { recursive: true });
    if (status !== 0) throw new Error(stderr);
    return { seconds, peakMb: Number(stdout.trim().split("\n").at(-1)) / 1024 };
  });
  return measurements.reduce((best, next) => (next.seconds < best.seconds ? next : best));
}

const terraform: readonly Command[] = [
  { name: "tsx", node: ["--import", "tsx", join(REPOSITORY, "bench/fleet-of.ts")] },
  { name: "compiled", node: [join(COMPILED, "bench/fleet-of.js")] },
];

console.log("| machines | through | wall time | peak memory |");
console.log("|---|---|---|---|");
for (const machines of [5, 50, 500, 5000]) {
  for (const command of terraform) {
    const { seconds, peakMb } = measure(command, String(machines));
    console.log(
      `| ${machines} | ${command.name} | ${seconds.toFixed(2)} s | ${peakMb.toFixed(0)} MB |`,
    );
  }
}
