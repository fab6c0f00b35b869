import { NixComputed } from "@nix-fleet/nix-language";
import { brand, hasBrand } from "./brand";
import { FleetError } from "./diagnostics/fleet-error";

const REFERENCE = Symbol.for("nix-fleet.MetaReference");
const LISTS = Symbol.for("nix-fleet.MetaLists");

/**
 * A reference to a fact of the fleet, which the generated tree defines once, under `config.flake.meta`:
 * `user.fact("sshKeys")`. It can be used wherever a value of its type is accepted.
 */
export class MetaReference<out Value = unknown> extends NixComputed<Value> {
  static isMetaReference(value: unknown): value is MetaReference {
    return hasBrand(value, REFERENCE);
  }

  /** Concatenates lists, such as the facts of several users. */
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

  /** Called by a template string, which would contain `[object Object]`. */
  override toString(): never {
    throw new FleetError(
      `a reference to ${this.path.join(".")} cannot be part of a string: use the value itself, such as user.email`,
    );
  }
}

/** Several concatenated lists of facts. */
export class MetaLists extends NixComputed<readonly string[]> {
  static isMetaLists(value: unknown): value is MetaLists {
    return hasBrand(value, LISTS);
  }

  constructor(readonly lists: readonly MetaReference<readonly string[]>[]) {
    super();
    brand(this, LISTS);
  }
}
