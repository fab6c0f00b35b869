import { NixComputed } from "@nix-fleet/nix-language";
import { brand, hasBrand } from "./brand";
import { FleetError } from "./diagnostics/fleet-error";

const REFERENCE = Symbol.for("nix-fleet.MetaReference");
const LISTS = Symbol.for("nix-fleet.MetaLists");

/**
 * A fact of the fleet that stands once in the generated tree, under `config.flake.meta`, and is referred
 * to from everywhere else: `user.fact("sshKeys")`. It stands where a value of its type is meant.
 */
export class MetaReference<out Value = unknown> extends NixComputed<Value> {
  static isMetaReference(value: unknown): value is MetaReference {
    return hasBrand(value, REFERENCE);
  }

  /** Lists joined: the facts of several people, say. */
  static concat(
    lists: readonly MetaReference<readonly string[]>[],
  ): MetaReference<readonly string[]> | MetaLists {
    const [only, ...others] = lists;
    return only !== undefined && others.length === 0 ? only : new MetaLists(lists);
  }

  constructor(
    /** The names below `config.flake.meta`. */
    readonly path: readonly string[],
  ) {
    super();
    brand(this, REFERENCE);
  }

  /** JavaScript asks for the text in a template, where it would write `[object Object]`. */
  override toString(): never {
    throw new FleetError(
      `a reference to ${this.path.join(".")} in a text: write the fact itself, such as user.email`,
    );
  }
}

/** Several lists of facts, joined. */
export class MetaLists extends NixComputed<readonly string[]> {
  static isMetaLists(value: unknown): value is MetaLists {
    return hasBrand(value, LISTS);
  }

  constructor(readonly lists: readonly MetaReference<readonly string[]>[]) {
    super();
    brand(this, LISTS);
  }
}
