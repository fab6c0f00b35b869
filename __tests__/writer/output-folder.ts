import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { apply, type GeneratedFile, type PlanOptions, plan } from "../../writer";

/** An empty folder that goes with the test; in memory where the system has a place for that. */
export function outputFolder(): string {
  const parent = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const folder = mkdtempSync(join(parent, "writer-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files to write, out of paths and texts. */
export function files(texts: Readonly<Record<string, string>>): GeneratedFile[] {
  return Object.entries(texts).map(([path, text]) => ({ path, text }));
}

/** Brings files into a folder. */
export function write(
  root: string,
  texts: Readonly<Record<string, string>>,
  options?: PlanOptions,
) {
  return apply(plan(root, files(texts), options));
}

/** Puts a file into a folder, as a person would. */
export function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Everything in a folder but the manifest: files with their text, empty folders with `null`. */
export function contents(root: string): Record<string, string | null> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const entries = paths
    .filter((path) => path !== ".fleet-manifest.json")
    .flatMap((path): [string, string | null][] => {
      if (!lstatSync(join(root, path)).isDirectory()) {
        return [[path, readFileSync(join(root, path), "utf8")]];
      }
      return readdirSync(join(root, path)).length === 0 ? [[path, null]] : [];
    });
  return Object.fromEntries(entries);
}

/** The paths that the manifest of a folder lists. */
export function owned(root: string): string[] {
  return Object.keys(JSON.parse(readFileSync(join(root, ".fleet-manifest.json"), "utf8")));
}
