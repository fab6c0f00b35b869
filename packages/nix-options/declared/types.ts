import type { NixSet } from "@nix-fleet/nix-language";
import {
  ANY_ITEM,
  ANY_NAME,
  type EnumValue,
  type OptionNode,
  type OptionType,
} from "../list/option-list";
import type { Anything, AttrsOf, Option, Package } from "../option";

const DECLARED_TYPE = Symbol.for("nix-fleet.nix-options.DeclaredType");

declare const typeOf: unique symbol;

/** The type of an option that the fleet declares. Created by {@link types}. */
export class DeclaredType<out Value> {
  static {
    Object.defineProperty(DeclaredType.prototype, DECLARED_TYPE, { value: true });
  }

  /** Whether a value is a type of an option, also of another copy of the package. */
  static isDeclaredType(value: unknown): value is DeclaredType<unknown> {
    return typeof value === "object" && value !== null && DECLARED_TYPE in value;
  }

  /** For the compiler only; no object has this property. */
  declare readonly [typeOf]: Value;

  constructor(
    readonly type: OptionType,
    /** The known contents of the values, by name, as in {@link OptionNode}. */
    readonly children: OptionNode["c"] = undefined,
  ) {}
}

/** Options by name, nested as in Nix: `{ services: { backup: { enable: types.bool } } }`. */
export interface DeclaredSet {
  readonly [name: string]: DeclaredType<unknown> | DeclaredSet;
}

/** Settings of declared options: `OptionsOf<typeof backupOptions>`. */
export type OptionsOf<Set> = {
  readonly [Name in keyof Set]?: Set[Name] extends DeclaredType<infer Value>
    ? Option<Value>
    : OptionsOf<Set[Name]> & NixSet<OptionsOf<Set[Name]>>;
};

/** The most common option types of Nix's module system. */
export const types = {
  /** Any value, and any option below it: for a prefix with unknown options. */
  anything: new DeclaredType<Anything>(["any"]),
  bool: new DeclaredType<boolean>(["bool"]),
  float: new DeclaredType<number>(["float"]),
  int: new DeclaredType<number>(["int"]),
  /** Text that can have several definitions, each of one or more lines. */
  lines: new DeclaredType<string>(["sep"]),
  package: new DeclaredType<Package>(["package"]),
  path: new DeclaredType<string>(["path"]),
  /** A TCP or UDP port. */
  port: new DeclaredType<number>(["between", 0, 65_535]),
  str: new DeclaredType<string>(["str"]),

  attrsOf<Value>({ type, children }: DeclaredType<Value>): DeclaredType<AttrsOf<Option<Value>>> {
    return new DeclaredType(["attrsOf", type], below(ANY_NAME, children));
  },

  enum<const Value extends EnumValue>(values: readonly Value[]): DeclaredType<Value> {
    return new DeclaredType(["enum", values]);
  },

  listOf<Value>({ type, children }: DeclaredType<Value>): DeclaredType<readonly Option<Value>[]> {
    return new DeclaredType(["listOf", type], below(ANY_ITEM, children));
  },

  nullOr<Value>({ type, children }: DeclaredType<Value>): DeclaredType<Value | null> {
    return new DeclaredType(["nullOr", type], children);
  },

  submodule<const Set extends DeclaredSet>(options: Set): DeclaredType<OptionsOf<Set>> {
    return new DeclaredType(["sub"], optionsIn(options).c);
  },
} as const;

/**
 * Declared options in the format of an option list.
 *
 * @param list the name of the list in messages. @default - the list to which they are added
 */
export function optionsIn(set: DeclaredSet, list?: string): OptionNode {
  const options = Object.entries(set).map(([name, declared]) => [
    name,
    DeclaredType.isDeclaredType(declared) ? option(declared, list) : optionsIn(declared, list),
  ]);
  return { c: Object.fromEntries(options) };
}

function option({ type, children }: DeclaredType<unknown>, list: string | undefined): OptionNode {
  return { ...(children && { c: children }), t: type, o: 1, ...(list && { list }) };
}

function below(name: string, children: OptionNode["c"]): OptionNode["c"] {
  return children && { [name]: { c: children } };
}
