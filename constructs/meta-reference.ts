/**
 * A fact of the fleet that stands once in the generated tree, under `config.flake.meta`, and is referred
 * to from everywhere else: `user.meta("sshKeys")`.
 */
export class MetaReference {
  constructor(
    /** The names below `config.flake.meta`. */
    readonly path: readonly string[],
  ) {}
}
