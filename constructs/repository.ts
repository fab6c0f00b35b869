import type { IConstruct } from "constructs";

/** The files of the nix-config repository, which the command reads. Paths are relative to it. */
export interface Repository {
  /** Whether a file exists. */
  readonly has: (path: string) => boolean;
  /** Text of a file; `undefined` if it does not exist. */
  readonly textOf: (path: string) => string | undefined;
  /**
   * The Nix files below a folder that people wrote, sorted, as import-tree finds them: without those whose name or
   * folder begins with `_`.
   */
  readonly ownNixFiles: (folder: string) => readonly string[];
}

const REPOSITORY = "nix-fleet:repository";

/** Sets the repository for everything below a construct. Called before anything is declared there. */
export function setRepository({ node }: IConstruct, repository: Repository): void {
  node.setContext(REPOSITORY, repository);
}

/** The repository of a construct; `undefined` without a command, such as in a unit test. */
export function repositoryOf({ node }: IConstruct): Repository | undefined {
  return node.tryGetContext(REPOSITORY);
}

/** Files that Nix may read for a path; for a folder, its `default.nix`. */
export function nixFileAt(path: string): readonly string[] {
  return /\.nix$/.test(path) ? [path] : [path, `${path}/default.nix`];
}
