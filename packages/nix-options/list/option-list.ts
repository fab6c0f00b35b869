/** A list of the options of one project, as in `schema/`. */
export interface OptionList {
  /** The project that declares them, for messages: `NixOS`. */
  readonly name: string;
  /** Its release or date, for messages: `25.11`. */
  readonly version: string;
  /** The set of all options. */
  readonly options: OptionNode;
}

/** An option, a set of options, or both: an option with values that contain options. */
export interface OptionNode {
  /**
   * Its children by name. `<name>` is any attribute of an attribute set, `*` any item of a list.
   *
   * @default - unknown
   */
  readonly c?: { readonly [name: string]: OptionNode };
  /** The type of its values. @default - it is a set of options, not an option */
  readonly t?: OptionType;
  /** Whether it has a default. @default false */
  readonly o?: 1;
  /** Whether it is read-only. @default false */
  readonly r?: 1;
  /** Whether every list item must set it. @default false */
  readonly m?: 1;
  /** Whether manuals omit it, because it is internal or the old name of another option. @default false */
  readonly h?: 1;
  /** The source list of this node and its children, for messages. @default - the list of its parent */
  readonly list?: string;
}

/**
 * A type of Nix's module system. `sub` is a submodule; its options are the children of the node. `opensub` is
 * a freeform submodule with other attributes of the given type. The last element of `or` is true if values of
 * the other types are converted to the first type. `q` is a type with only a known description.
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

/** The name of a list in messages: `the option list of NixOS 25.11`. */
export function listName({ name, version }: Pick<OptionList, "name" | "version">): string {
  return `the option list of ${name} ${version}`;
}

/** The child for any attribute of an attribute set. */
export const ANY_NAME = "<name>";

/** The child for any item of a list. */
export const ANY_ITEM = "*";
