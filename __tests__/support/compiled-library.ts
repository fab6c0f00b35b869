import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder in which the compiled library is, or soon will be. */
    readonly compiledLibrary: string;
  }
}

/** The library and its commands as users have them: JavaScript with declarations. Waits until it is compiled. */
export function compiledLibrary(): string {
  const folder = inject("compiledLibrary");
  const failure = failureOf(folder);
  while (!existsSync(folder)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, "utf8"));
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
