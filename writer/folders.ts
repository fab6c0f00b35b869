import { accessSync, constants, existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { attempt, unless } from "./errors";
import { foldersOf } from "./paths";

/** Refuses when a folder that is to change is not writable, or the next one up if it is missing. */
export function requireWritable(root: string, paths: readonly string[]): void {
  for (const folder of new Set(paths.map((path) => dirname(join(root, path))))) {
    requireWritableFolder(folder);
  }
}

function requireWritableFolder(folder: string): void {
  const writable = attempt(`write to ${folder}`, () =>
    unless(["ENOENT", "ENOTDIR"], () => {
      // With the slash, a file in the place of the folder counts as a missing folder.
      accessSync(`${folder}/`, constants.W_OK | constants.X_OK);
      return true;
    }),
  );
  if (!writable) requireWritableFolder(dirname(folder));
}

/**
 * Creates a folder and those above it. The recursive mode of Node.js gives the wrong reason when that
 * fails ("no such file" on a read-only file system), and in /proc it never ends.
 */
export function createWithParents(folder: string): void {
  if (existsSync(folder)) return;
  createWithParents(dirname(folder));
  unless(["EEXIST"], () => mkdirSync(folder));
}

/** Creates the folders above the paths that are missing: all of them or, on an error, none. */
export function createFolders(root: string, paths: readonly string[]): void {
  const missing = [...new Set(paths.flatMap(foldersOf))].filter(
    (folder) => !existsSync(join(root, folder)),
  );
  try {
    for (const folder of missing) {
      attempt(`create ${join(root, folder)}`, () => mkdirSync(join(root, folder)));
    }
  } catch (error) {
    removeEmptyFolders(root, missing.reverse());
    throw error;
  }
}

/** Removes those of the folders that exist and are empty; the innermost have to come first. */
export function removeEmptyFolders(root: string, folders: readonly string[]): void {
  for (const folder of folders) {
    attempt(`remove ${join(root, folder)}`, () =>
      unless(["ENOTEMPTY", "EEXIST", "ENOENT"], () => rmdirSync(join(root, folder))),
    );
  }
}
