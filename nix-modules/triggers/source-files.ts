import { posix } from "node:path";
import { nixFileAt, type Repository } from "../../constructs/repository";

/** A relative path in Nix, to its last character that ends no sentence. */
const PATH = /\.{1,2}\/(?:[\w.+/-]*[\w+-])?/g;

/**
 * The files at paths of the repository, and those that Nix files among them name by relative paths in turn.
 * Where nothing is known of the repository, the Nix files are taken to exist.
 */
export function sourceFiles(
  repository: Repository | undefined,
  paths: readonly string[],
): readonly string[] {
  const reached = new Set(paths);
  if (repository === undefined) return [...reached].filter((path) => path.endsWith(".nix"));
  const files = new Set<string>();
  // A set is walked to its end, what is added on the way included.
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
