import { posix } from "node:path";
import { nixFileAt, type Repository } from "../../constructs/repository";

/** A relative path in Nix, without punctuation at the end of a sentence. */
const PATH = /\.{1,2}\/(?:[\w.+/-]*[\w+-])?/g;

/**
 * The files at paths of the repository and, transitively, the files that Nix files among them name by relative paths.
 * Without a repository, all Nix files are assumed to exist.
 */
export function sourceFiles(
  repository: Repository | undefined,
  paths: readonly string[],
): readonly string[] {
  const reached = new Set(paths);
  if (repository === undefined) return [...reached].filter((path) => path.endsWith(".nix"));
  const files = new Set<string>();
  // The iteration over a set includes elements that are added meanwhile.
  for (const path of reached) {
    const file = nixFileAt(path).find((candidate) => repository.has(candidate));
    if (file === undefined) continue;
    files.add(file);
    for (const other of file.endsWith(".nix") ? pathsIn(file, repository) : []) reached.add(other);
  }
  return [...files];
}

function pathsIn(file: string, repository: Repository): readonly string[] {
  const text = repository.textOf(file) ?? "";
  return [...text.matchAll(PATH)].map(([path]) =>
    posix.join(posix.dirname(file), path).replace(/\/$/, ""),
  );
}
