import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHAPES } from "./shapes";

const REPOSITORY = join(__dirname, "..");
/** With `--quick`, only the two smaller sizes of each shape, compiled, in one run. */
const IS_QUICK = process.argv.includes("--quick");
/** Fleets that take longer than `LONG_SECONDS` run only once: their relative variation is small. */
const RUNS = IS_QUICK ? 1 : 3;
const LONG_SECONDS = 3;
/** In memory if possible: creating thousands of files would measure the disk. */
const SCRATCH = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

interface Measurement {
  readonly seconds: number;
  readonly peakMb: number;
}

/** Runs a Node process. The last line of its output is its peak memory in KB. */
function run(node: readonly string[]): Measurement {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, node, {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(stderr);
  return { seconds, peakMb: Number(stdout.trim().split("\n").at(-1)) / 1024 };
}

/** The median of several runs, each with a new folder; `again` measures a second run with the same folder. */
function median(command: (out: string) => readonly string[], again = false): Measurement {
  const runs: Measurement[] = [];
  while (runs.length < RUNS && (runs[0]?.seconds ?? 0) < LONG_SECONDS) {
    const out = mkdtempSync(join(SCRATCH, "fleet-bench-"));
    try {
      const first = run(command(out));
      runs.push(again ? run(command(out)) : first);
    } finally {
      rmSync(out, { recursive: true });
    }
  }
  runs.sort((left, right) => left.seconds - right.seconds);
  const middle = runs[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error("no run was measured");
  return middle;
}

function row(what: string, through: string, { seconds, peakMb }: Measurement): void {
  console.log(`| ${what} | ${through} | ${seconds.toFixed(2)} s | ${peakMb.toFixed(0)} MB |`);
}

const tsx = ["--import", "tsx", join(REPOSITORY, "bench/shape.ts")];
const compiled = [join(REPOSITORY, "dist/bench/shape.js")];

console.log("| fleet | through | wall time | peak memory |");
console.log("|---|---|---|---|");
for (const [name, { title, sizes }] of Object.entries(SHAPES)) {
  const [small, middle, large] = sizes;
  for (const size of IS_QUICK ? [small, middle] : sizes) {
    const command = (out: string) => [...compiled, name, `${size}`, out];
    row(`${size} ${title}`, "compiled", median(command));
  }
  if (IS_QUICK || name !== "servers") continue;
  for (const size of [small, large]) {
    row(
      `${size} ${title}`,
      "tsx",
      median((out) => [...tsx, name, `${size}`, out]),
    );
  }
  row(
    "500 servers again: nothing to write",
    "compiled",
    median((out) => [...compiled, name, "500", out], true),
  );
}
