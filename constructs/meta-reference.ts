import { FleetError } from "./fleet-error";

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

  /** JavaScript asks for the text in a template, where it would write `[object Object]`. */
  toString(): never {
    throw new FleetError(
      `a reference to ${this.path.join(".")} in a text: write the fact itself, such as user.email`,
    );
  }
}

/** Several lists of facts, joined. */
export class MetaLists {
  constructor(readonly lists: readonly MetaReference[]) {}
}
