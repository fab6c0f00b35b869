import { spawn } from "node:child_process";
import type { Expectation, Machine, MeasuredGate } from "../../constructs";

/** What a gate's command did. */
export interface Outcome {
  readonly result: "passed" | "failed";
  /** What it printed, or why it failed, on one line. */
  readonly note: string;
}

/** Runs the command of a gate, for a machine if it is measured for one. */
export async function measure(
  gate: MeasuredGate,
  machine: Machine | undefined,
  folder: string,
): Promise<Outcome> {
  const [program, ...args] =
    gate.runs === "here" || machine === undefined
      ? ["sh", "-c", gate.command]
      : overSsh(machine, gate.command);
  const { code, output, error, isLate } = await run(program ?? "sh", args, {
    cwd: folder,
    machine: machine?.name ?? "",
    timeout: gate.timeout,
  });
  if (isLate) return { result: "failed", note: `no result after ${gate.timeout} seconds` };
  const reason = mismatch(gate.expect, code, output);
  const printed = oneLine(
    reason === undefined ? output : `${reason}; it printed: ${output}${error}`,
  );
  return { result: reason === undefined ? "passed" : "failed", note: printed };
}

function mismatch(
  { exitCode = 0, output: pattern, below }: Expectation,
  code: number | undefined,
  output: string,
): string | undefined {
  if (code !== exitCode) return `exit code ${code ?? "none"} where ${exitCode} is expected`;
  if (pattern !== undefined && !pattern.test(output)) return `output does not match ${pattern}`;
  if (below === undefined) return undefined;
  const number = Number.parseFloat(/-?\d+(\.\d+)?/.exec(output)?.[0] ?? "");
  if (Number.isNaN(number)) return `output has no number, and one below ${below} is expected`;
  return number < below ? undefined : `${number} is not below ${below}`;
}

/** The command on a machine, at the address at which clan reaches it. */
function overSsh({ name, fleet, targetHost }: Machine, command: string): readonly string[] {
  const [destination = "", query = ""] = (targetHost ?? `root@${name}.${fleet.domain}`).split("?");
  const options = query.split("&").filter((option) => option !== "");
  return [
    "ssh",
    ...["BatchMode=yes", "ConnectTimeout=10", ...options].flatMap((option) => ["-o", option]),
    `ssh://${destination}`,
    `MACHINE=${name}; ${command}`,
  ];
}

interface Ran {
  readonly code: number | undefined;
  readonly output: string;
  readonly error: string;
  readonly isLate: boolean;
}

function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly machine: string; readonly timeout: number },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, MACHINE: options.machine },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group, so that the time limit ends what the command started too.
      detached: true,
    });
    const printed = { output: "", error: "" };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, options.timeout * 1000);
    child.stdout.on("data", (chunk) => {
      printed.output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      printed.error += chunk;
    });
    child.on("error", (error) => {
      printed.error += error.message;
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, isLate, ...printed });
    });
  });
}

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
