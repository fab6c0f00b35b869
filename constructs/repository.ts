import type { IConstruct } from "constructs";

/** What constructs can ask about the nix-config repository, which the command reads. Paths are relative to it. */
export interface Repository {
  /** Whether there is a file. */
  readonly has: (path: string) => boolean;
  /** Text of a file; `undefined` if there is none. */
  readonly textOf: (path: string) => string | undefined;
  /**
   * The Nix files below a folder that people wrote, sorted, as import-tree finds them: without those whose name or
   * folder begins with `_`.
   */
  readonly ownNixFiles: (folder: string) => readonly string[];
}

const REPOSITORY = "nix-fleet:repository";

/** Tells everything below a construct of its repository. Called before anything is declared there. */
export function setRepository({ node }: IConstruct, repository: Repository): void {
  node.setContext(REPOSITORY, repository);
}

/** The repository that a construct belongs to; `undefined` where no command runs, such as in a unit test. */
export function repositoryOf({ node }: IConstruct): Repository | undefined {
  return node.tryGetContext(REPOSITORY);
}

/** What can be the file that Nix reads for a path: of a folder its `default.nix`. */
export function nixFileAt(path: string): readonly string[] {
  return /\.nix$/.test(path) ? [path] : [path, `${path}/default.nix`];
}
