import type { IConstruct } from "constructs";
import type { Finding } from "../diagnostics/finding";
import { repositoryOf } from "../repository";

/**
 * A module whose file does not exist. Unknown where nothing is known of the repository.
 *
 * @param paths - of which one has to be there, the most usual one first
 */
export function* missingFileProblems(
  module: IConstruct,
  paths: readonly string[],
): Iterable<Finding> {
  const repository = repositoryOf(module);
  if (repository === undefined || paths.some((path) => repository.has(path))) return;
  yield {
    code: "module-file-missing",
    summary: "file of module does not exist",
    value: paths[0],
    allowed: "a file of the repository, relative to the folder of flake.nix",
    remedy: "create it, or correct the path",
  };
}
