import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { onTestFinished } from "vitest";

/** The functions of node:fs that the writer uses. */
const FUNCTIONS = [
  "accessSync",
  "chmodSync",
  "closeSync",
  "existsSync",
  "fstatSync",
  "fsyncSync",
  "lstatSync",
  "mkdirSync",
  "openSync",
  "readFileSync",
  "readSync",
  "readdirSync",
  "readlinkSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "statSync",
  "unlinkSync",
  "writeFileSync",
] as const;

type FunctionName = (typeof FUNCTIONS)[number];

/** Calls a function before each file system call. */
function observe(see: (name: FunctionName, path: unknown) => void): () => void {
  const restore = FUNCTIONS.map((name) => {
    const original = Object.getOwnPropertyDescriptor(fs, name);
    const call: (...args: unknown[]) => unknown = original?.value;
    Object.defineProperty(fs, name, {
      ...original,
      value: (...args: unknown[]) => {
        see(name, args[0]);
        return call(...args);
      },
    });
    return () => Object.defineProperty(fs, name, original ?? {});
  });
  syncBuiltinESMExports();
  return () => {
    for (const each of restore) each();
    syncBuiltinESMExports();
  };
}

/**
 * Runs an action once, immediately before a file system call, to simulate another process. The test fails if the call
 * is never made.
 *
 * @param path a pattern for the path of the call
 * @param nth which of the matching calls; 1 for the first one
 */
export function justBefore(
  name: FunctionName,
  path: RegExp,
  action: () => void,
  nth = 1,
): { readonly happened: () => boolean } {
  let calls = 0;
  const restore = observe((called, argument) => {
    if (called !== name || !path.test(String(argument))) return;
    calls++;
    if (calls !== nth) return;
    restore();
    action();
  });
  onTestFinished(restore);
  return { happened: () => calls >= nth };
}

/** The number of file system calls that some work makes. */
export function countCalls(work: () => void): number {
  let count = 0;
  const restore = observe(() => {
    count++;
  });
  try {
    work();
  } finally {
    restore();
  }
  return count;
}
