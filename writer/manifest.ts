import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, unless, WriteError } from "./errors";
import { invalidity, MANIFEST } from "./paths";

/**
 * The generated files: path to the SHA-256 hashes of the contents that the writer wrote there. A path has one hash,
 * except during a run: then it has the hashes of the old and the new content, so that after a kill no file looks
 * edited by hand.
 */
export type Manifest = ReadonlyMap<string, readonly string[]>;

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** All entries of the manifests: the manifest while one is replaced by another. */
export function union(...manifests: readonly Manifest[]): Manifest {
  const all = new Map<string, readonly string[]>();
  for (const [path, hashes] of manifests.flatMap((manifest) => [...manifest])) {
    all.set(path, [...new Set([...(all.get(path) ?? []), ...hashes])]);
  }
  return all;
}

/** Sorted, one line per file, so that git can merge two branches that add files. */
export function printManifest(manifest: Manifest): string {
  const lines = [...manifest]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, hashes]) => {
      const quoted = hashes.map((hash) => `"${hash}"`).join(", ");
      return `  ${JSON.stringify(path)}: ${hashes.length === 1 ? quoted : `[${quoted}]`}`;
    });
  return lines.length === 0 ? "{}\n" : `{\n${lines.join(",\n")}\n}\n`;
}

/** The text of the manifest in an output folder; empty when it is missing or blank. */
export function readManifest(root: string): string {
  const path = join(root, MANIFEST);
  const text = attempt(`read ${path}`, () => unless(["ENOENT"], () => readFileSync(path, "utf8")));
  return text?.trim() ? text : "";
}

/**
 * Reads a manifest line by line and skips the markers of a git merge conflict: the files of both branches are
 * generated, and the next run resolves the conflict by writing a new manifest.
 *
 * @param name the name of the manifest in an error
 * @throws WriteError that names the line when it is not a path and its hash, or when the path is outside the
 *   output folder (a file in the manifest may be removed); or when the end is missing
 */
export function parseManifest(text: string, name: string): Manifest {
  const lines = text.split("\n");
  const entries = lines.flatMap((line, index) => {
    if (/^\s*(\{|\}|\{\}|[<>|=]{7}.*)?\s*$/.test(line)) return [];
    const entry = parseEntry(line);
    if (entry !== undefined) return [entry];
    throw new WriteError(
      `${name}, line ${index + 1}: expected a path and its SHA-256, found ${JSON.stringify(line)}; ${restore(name)}`,
    );
  });
  if (text.trim() !== "" && !lines.some((line) => /^\s*\{?\}\s*$/.test(line))) {
    throw new WriteError(`${name} is truncated after line ${lines.length}; ${restore(name)}`);
  }
  return union(...entries.map((entry) => new Map([entry])));
}

/** Removing the manifest is safe: files that match the fleet's output are listed again, others are not changed. */
function restore(name: string): string {
  return (
    `restore it with git checkout -- ${name}, or remove it and run fleet synth, which writes a new one ` +
    "and reports each generated file that differs from the fleet's output"
  );
}

/** Parses a line such as `"flake.nix": "0f3a…",`; `undefined` if it has another form. */
function parseEntry(line: string): [string, string[]] | undefined {
  const [entry, ...more] = Object.entries(parseObject(`{${line.trim().replace(/,$/, "")}}`));
  if (entry === undefined || more.length > 0) return undefined;
  const [path, value] = entry;
  const hashes = [value].flat().filter((hash) => typeof hash === "string");
  const valid = hashes.length > 0 && hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash));
  return valid && invalidity(path) === undefined ? [path, hashes] : undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
