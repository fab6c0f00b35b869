/**
 * A fact of the fleet that stands once in the generated tree, under `config.flake.meta`, and is referred
 * to from everywhere else: `user.meta("sshKeys")`.
 */
export class MetaReference {
  /** Lists joined: the facts of several people, say. */
  static concat(lists: readonly MetaReference[]): MetaReference | MetaLists {
    const [only, ...others] = lists;
    return only !== undefined && others.length === 0 ? only : new MetaLists(lists);
  }

  constructor(
    /** The names below `config.flake.meta`. */
    readonly path: readonly string[],
  ) {}
}

/** Several lists of facts, joined. */
export class MetaLists {
  constructor(readonly lists: readonly MetaReference[]) {}
}
