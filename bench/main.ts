import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "..");
const RUNS = 3;
/** Files in memory, where there are some: creating thousands would measure the disk. */
const SCRATCH = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

interface Measurement {
  readonly seconds: number;
  readonly peakMb: number;
}

/** Runs a whole Node process. Its last line is its peak memory in KB. */
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

/** The best of some runs, each into a folder of its own; `again` measures a second run into it. */
function best(command: (out: string) => readonly string[], again = false): Measurement {
  const runs = Array.from({ length: RUNS }, () => {
    const out = mkdtempSync(join(SCRATCH, "fleet-bench-"));
    try {
      const first = run(command(out));
      return again ? run(command(out)) : first;
    } finally {
      rmSync(out, { recursive: true });
    }
  });
  return runs.reduce((fastest, next) => (next.seconds < fastest.seconds ? next : fastest));
}

function row(what: string, through: string, { seconds, peakMb }: Measurement): void {
  console.log(`| ${what} | ${through} | ${seconds.toFixed(2)} s | ${peakMb.toFixed(0)} MB |`);
}

const through = {
  tsx: (file: string) => ["--import", "tsx", join(REPOSITORY, `bench/${file}.ts`)],
  compiled: (file: string) => [join(REPOSITORY, `dist/bench/${file}.js`)],
};

console.log("| fleet | through | wall time | peak memory |");
console.log("|---|---|---|---|");
for (const machines of [5, 50, 500, 5000]) {
  for (const [name, node] of Object.entries(through)) {
    const measurement = best((out) => [...node("fleet-of"), `${machines}`, out]);
    row(`${machines} servers, each with its install`, name, measurement);
  }
}
for (const [name, node] of Object.entries(through)) {
  const command = (out: string) => [...node("tree-of"), "500", "20", out];
  row("500 machines with 20 features", name, best(command));
  row("the same again: nothing to write", name, best(command, true));
}
