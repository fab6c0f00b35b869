import { linkSync, mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "./errors";
import type { GeneratedFile } from "./file-actions";

/**
 * Creates new files: all of them or, if one fails, none. A file is never visible with partial content, and files that
 * another program creates meanwhile are not overwritten.
 *
 * @throws WriteError when a file already exists, or when it cannot be written
 */
export function createFiles(root: string, files: readonly GeneratedFile[]): void {
  attempt(`create ${root}`, () => mkdirSync(root, { recursive: true }));
  const staging = attempt(`write to ${root}`, () => mkdtempSync(join(root, ".fleet-init-")));
  const created: string[] = [];
  try {
    const staged = files.map(({ path, text }, index) => {
      const from = join(staging, `${index}`);
      attempt(`write ${join(root, path)}`, () => writeFileSync(from, text));
      return { from, to: join(root, path) };
    });
    for (const { from, to } of staged) {
      // Unlike a rename, a link fails if the file exists.
      attempt(`write ${to}`, () => linkSync(from, to));
      created.push(to);
    }
  } catch (error) {
    for (const path of created) unlinkSync(path);
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
