import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { attempt, unless } from "./errors";

/** The text of a file; `undefined` if the file does not exist. */
export function readTextFile(path: string): string | undefined {
  return attempt(`read ${path}`, () => unless(["ENOENT"], () => readFileSync(path, "utf8")));
}

/** Replaces a file atomically. */
export function saveTextFile(path: string, text: string): void {
  attempt(`write ${path}`, () => {
    mkdirSync(dirname(path), { recursive: true });
    const staging = mkdtempSync(join(dirname(path), ".fleet-"));
    try {
      const staged = join(staging, basename(path));
      writeFileSync(staged, text);
      renameSync(staged, path);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  });
}
