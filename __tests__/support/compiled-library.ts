import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder in which the compiled library is, or soon will be. */
    readonly compiledLibrary: string;
  }
}

/** Many times what the compiler takes. */
const MINUTES = 3 * 60 * 1000;

/** The library and its commands as users have them: JavaScript with declarations. Waits until it is compiled. */
export function compiledLibrary(): string {
  const folder = inject("compiledLibrary");
  const failure = failureOf(folder);
  const deadline = Date.now() + MINUTES;
  while (!existsSync(folder)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, "utf8"));
    // The run that compiles it may have been killed.
    if (Date.now() > deadline) throw new Error(`the library was not compiled to ${folder}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  return folder;
}

/** The program of the command `fleet`. */
export function compiledCommand(): string {
  return join(compiledLibrary(), "cli/fleet.js");
}

/** The file that tells why there is no such folder. */
export function failureOf(folder: string): string {
  return `${folder}.failed`;
}
