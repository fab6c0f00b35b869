import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface Outcome {
  /** Null if a signal ended the program. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end without blocking this thread. Throws if it cannot be started. */
export async function runProgram(
  [command = "", ...args]: readonly string[],
  options: {
    cwd: string;
    env: NodeJS.ProcessEnv;
    input?: string;
    /** Called once it runs, with a function that sends it, and no other process, a signal. */
    onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  },
): Promise<Outcome> {
  const { cwd, env, input = "", onStart } = options;
  const child = spawn(command, args, { cwd, env });
  onStart?.((signal) => child.kill(signal));
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  // A program that does not read its input may end before that is written.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [exitCode, stdout, stderr] = await Promise.all([
    exit,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}
