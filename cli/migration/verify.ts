import type { BuildTime, Expectation, Machine, MeasuredGate } from "../../constructs";
import { oneLine, type Ran, runHere, runOn } from "./commands";

/** The result of a measurement. */
export interface Outcome {
  readonly result: "passed" | "failed";
  /** The output, or the reason of the failure, as one line. */
  readonly note: string;
  /** The measured number, if there is one. */
  readonly value?: number;
}

/** Runs the command of a gate, for a machine if it is measured for one. */
export async function measure(
  gate: MeasuredGate,
  machine: Machine | undefined,
  folder: string,
): Promise<Outcome> {
  const ran = await runGate(gate, machine, folder);
  if (ran.isLate) return late(gate);
  const reason = mismatch(gate.expect, ran);
  if (reason === undefined) return { result: "passed", note: oneLine(ran.output) };
  return {
    result: "failed",
    note: oneLine(`${reason}; it printed: ${ran.output}${ran.error}`),
  };
}

/** Builds twice, and compares the time of the second build with the limit in seconds. */
export async function measureBuild(
  gate: BuildTime,
  machine: Machine | undefined,
  folder: string,
  limit: number | undefined,
): Promise<Outcome> {
  if (limit === undefined) {
    return { result: "failed", note: "the baseline has no build time" };
  }
  let ran = await runGate(gate, machine, folder);
  if (!ran.isLate && ran.code === 0) ran = await runGate(gate, machine, folder);
  if (ran.isLate) return late(gate);
  if (ran.code !== 0) {
    return { result: "failed", note: oneLine(`exit code ${ran.code}: ${ran.error}`) };
  }
  const value = tenths(ran.seconds);
  return {
    result: value <= limit ? "passed" : "failed",
    note: `${value} s; the limit is ${tenths(limit)} s`,
    value,
  };
}

/** Rounds seconds to tenths. */
export function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

function runGate(gate: MeasuredGate, machine: Machine | undefined, folder: string): Promise<Ran> {
  const options = { folder, timeout: gate.timeout };
  return gate.runs === "here" || machine === undefined
    ? runHere(gate.command, { ...options, ...(machine && { machine }) })
    : runOn(machine, gate.command, options);
}

function late({ timeout }: MeasuredGate): Outcome {
  return { result: "failed", note: `no result after ${timeout} seconds` };
}

function mismatch(
  { exitCode = 0, output: pattern, below }: Expectation,
  { code, output }: Ran,
): string | undefined {
  if (code !== exitCode) return `exit code ${code ?? "none"}, expected ${exitCode}`;
  // `search` always begins at the start; `test` of a global expression continues after the last match.
  if (pattern !== undefined && output.search(pattern) < 0)
    return `output does not match ${pattern}`;
  if (below === undefined) return undefined;
  const number = Number.parseFloat(/-?\d+(\.\d+)?/.exec(output)?.[0] ?? "");
  if (Number.isNaN(number)) return `output has no number, expected one below ${below}`;
  return number < below ? undefined : `${number} is not below ${below}`;
}
