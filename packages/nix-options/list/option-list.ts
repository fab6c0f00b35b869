/** A list of the options of one project, as `schema/` holds them. */
export interface OptionList {
  /** What declares them, as messages name it: `NixOS`. */
  readonly name: string;
  /** Its release or date, as messages name it: `25.11`. */
  readonly version: string;
  /** The set that all options are in. */
  readonly options: OptionNode;
}

/** An option, a set that holds options, or both: an option whose values have options of their own. */
export interface OptionNode {
  /**
   * What is in it, by name. `<name>` is any attribute of an attribute set, `*` an item of a list.
   *
   * @default - nothing that is known
   */
  readonly c?: { readonly [name: string]: OptionNode };
  /** The type of its values. @default - it is a set of options and no option itself */
  readonly t?: OptionType;
  /** Whether it has a default. @default - it has none */
  readonly o?: 1;
  /** Whether it is read-only. @default - it can be set */
  readonly r?: 1;
  /** Whether a list item without it is an error whatever else it holds. @default - it can be left out */
  readonly m?: 1;
  /** Whether manuals leave it out: it is internal, or the old name of another one. @default - they do not */
  readonly h?: 1;
  /** The list that it and all below it comes from, as messages name it. @default - as its parent's */
  readonly list?: string;
}

/**
 * A type of Nix's module system. `sub` is a submodule, whose options are the node's children; `opensub`
 * one that takes other attributes as well, of its type. The last of `or` tells whether other types are
 * converted to its first one. `q` is a type of which only the description is known.
 */
export type OptionType =
  | readonly [SimpleType]
  | readonly ["sep", string?]
  | readonly ["match" | "q", string]
  | readonly ["between" | "numbetween", number | null, number | null]
  | readonly ["enum", readonly EnumValue[]]
  | readonly ["nullOr" | "listOf" | "ne" | "attrsOf" | "opensub", OptionType]
  | readonly ["or", readonly OptionType[], boolean];

export type EnumValue = string | number | boolean | null;

export type SimpleType =
  | "bool"
  | "str"
  | "nestr"
  | "line"
  | "sline"
  | "int"
  | "unsigned"
  | "positive"
  | "float"
  | "numpos"
  | "path"
  | "package"
  | "sub"
  | "json"
  | "atoms"
  | "systemd"
  | "attrs"
  | "any"
  | "fn";

/** How messages name a list: `NixOS 25.11's list`. */
export function listName({ name, version }: Pick<OptionList, "name" | "version">): string {
  return `${name} ${version}'s list`;
}

/** The child that stands for any attribute of an attribute set. */
export const ANY_NAME = "<name>";

/** The child that stands for any item of a list. */
export const ANY_ITEM = "*";
