import type { IConstruct } from "constructs";
import type { Finding } from "../diagnostics/finding";
import { repositoryOf } from "../repository";

/**
 * Reports a module file that does not exist. Does nothing if the repository is unknown.
 *
 * @param paths - possible paths of the file, the most common one first
 */
export function* missingFileProblems(
  module: IConstruct,
  paths: readonly string[],
): Iterable<Finding> {
  const repository = repositoryOf(module);
  if (repository === undefined || paths.some((path) => repository.has(path))) return;
  yield {
    code: "module-file-missing",
    summary: "module file does not exist",
    value: paths[0],
    allowed: "a file of the repository, relative to the folder of flake.nix",
    remedy: "create the file, or correct the path",
  };
}
