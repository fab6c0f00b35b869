import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { FleetError } from "../../../constructs";
import { isGenerated } from "../../../writer";

/** A text file of a repository. */
export interface SourceFile {
  /** Relative to the root folder. */
  readonly path: string;
  readonly lines: readonly string[];
  /** Whether `fleet synth` generated it. */
  readonly isGenerated: boolean;
}

/** A line of a file. */
export interface Place {
  readonly file: string;
  /** The line number, from 1. */
  readonly line: number;
  readonly text: string;
}

const SKIPPED: ReadonlySet<string> = new Set([
  ".git",
  ".direnv",
  ".terraform",
  "node_modules",
  "result",
]);

/** Larger files are not hand-written text. */
const MAXIMUM_BYTES = 2 * 1024 * 1024;

/**
 * Reads the text files of a folder. Does not follow links.
 *
 * @throws FleetError if the folder does not exist
 */
export function readSources(folder: string): readonly SourceFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new FleetError(
      `${folder} is not a folder\n  allowed: the root of a nix-config\n  remedy: correct the path`,
    );
  }
  return pathsBelow(folder, "").flatMap((path) => {
    const text = readText(join(folder, path));
    if (text === undefined) return [];
    return [{ path, lines: text.split("\n"), isGenerated: isGenerated(text) }];
  });
}

function pathsBelow(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : pathsBelow(root, path);
      return entry.isFile() ? [path] : [];
    });
}

function readText(path: string): string | undefined {
  if (statSync(path).size > MAXIMUM_BYTES) return undefined;
  const text = readFileSync(path, "utf8");
  return text.includes("\0") ? undefined : text;
}

/** The lines of files that match a pattern. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): readonly Place[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) =>
      pattern.test(text) ? [{ file: path, line: index + 1, text: text.trim() }] : [],
    ),
  );
}

export function isNix({ path }: SourceFile): boolean {
  return extname(path) === ".nix";
}

/** Removes comments; line numbers stay the same. */
export function withoutComments({ lines, ...file }: SourceFile): SourceFile {
  return { ...file, lines: lines.map((line) => line.replace(/(^|\s)#.*$/, "$1")) };
}
