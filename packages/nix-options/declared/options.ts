import type { NixComputed, NixSet } from "@nix-fleet/nix-language";
import type { DarwinOptions as DarwinList } from "../src/darwin";
import type { HomeOptions as HomeList } from "../src/home";
import type { NixosOptions as NixosList } from "../src/nixos";

/**
 * The fleet's own option lists, which replace those of the package. The output of `optionTypes` adds `nixos`,
 * `darwin` or `homeManager`.
 */
export interface OwnOptionLists {
  readonly [own: symbol]: never;
}

/**
 * NixOS options declared by modules of the fleet or of its inputs. The fleet extends this interface:
 *
 * ```ts
 * declare module "@nix-fleet/nix-options" {
 *   interface DeclaredNixosOptions extends OptionsOf<typeof backupOptions> {}
 * }
 * ```
 */
export interface DeclaredNixosOptions {
  readonly [declared: symbol]: never;
}

/** Like {@link DeclaredNixosOptions}, for nix-darwin. */
export interface DeclaredDarwinOptions {
  readonly [declared: symbol]: never;
}

/** Like {@link DeclaredNixosOptions}, for home-manager. */
export interface DeclaredHomeOptions {
  readonly [declared: symbol]: never;
}

/** The settings of a NixOS machine. */
export type NixosOptions = WithDeclared<ListOf<"nixos", NixosList>, DeclaredNixosOptions>;

/** The settings of a nix-darwin machine. */
export type DarwinOptions = WithDeclared<ListOf<"darwin", DarwinList>, DeclaredDarwinOptions>;

/** The settings of a home-manager home. */
export type HomeOptions = WithDeclared<ListOf<"homeManager", HomeList>, DeclaredHomeOptions>;

type ListOf<Class extends string, List> =
  OwnOptionLists extends Readonly<Record<Class, infer Own>> ? Own : List;

type WithDeclared<List, Declared> = [keyof Named<Declared>] extends [never]
  ? List
  : Merged<List, Named<Declared>>;

/** Removes the index signature of the interfaces above. */
type Named<Declared> = {
  [Name in keyof Declared as symbol extends Name ? never : Name]: Declared[Name];
};

type Options<List, Declared> = Omit<List, keyof Declared | keyof NixSet<unknown>> & {
  readonly [Name in keyof Declared]?: Name extends keyof List
    ? MergedOption<SetOf<List[Name]>, SetOf<Declared[Name]>, Declared[Name]>
    : Declared[Name];
};

type Merged<List, Declared> = Options<List, Declared> & NixSet<Options<List, Declared>>;

/** The values of an option that are not expressions. */
type SetOf<Value> = Exclude<Value, NixComputed<unknown> | undefined>;

// Merges sets recursively. If both have an option, its declared type is used.
type MergedOption<Listed, DeclaredSet, Declared> = [Listed, DeclaredSet] extends [
  NixSet<unknown>,
  object,
]
  ? Merged<Listed, DeclaredSet>
  : Declared;
