/** Names from a variable on, and whether the variable comes from around the whole value. */
export interface Place {
  readonly path: readonly string[];
  readonly isFree: boolean;
}

/** The variables that an expression can use, and what they stand for. */
export class Scope {
  /** Around the whole value. */
  static readonly OUTSIDE = new Scope();

  private constructor(
    private readonly outer?: Scope,
    private readonly names: ReadonlySet<string> = new Set(),
    private readonly aliases: ReadonlyMap<string, readonly string[]> = new Map(),
    /** The set whose attributes a `with` makes variables, where nothing else has their names. */
    private readonly opened?: readonly string[],
  ) {}

  /**
   * With variables inside it.
   *
   * @param aliases - those that stand for attributes of another variable
   */
  binding(names: readonly string[], aliases?: ReadonlyMap<string, readonly string[]>): Scope {
    return new Scope(this, new Set(names), aliases);
  }

  /** With the attributes of a set as variables. */
  opening(set: readonly string[]): Scope {
    return new Scope(this, undefined, undefined, set);
  }

  /** What a path may stand for: more than one thing within a `with`, whose attributes only Nix knows. */
  resolve(path: readonly string[], passed: ReadonlySet<string> = new Set()): readonly Place[] {
    const { outer, names, aliases, opened } = this;
    if (outer === undefined) return [{ path, isFree: true }];
    const [variable = "", ...attributes] = path;
    if (!names.has(variable)) {
      const places = outer.resolve(path);
      if (opened === undefined || !places.some((place) => isUnbound(place, variable)))
        return places;
      return [...places, ...outer.resolve([...opened, ...path])];
    }
    const alias = aliases.get(variable);
    // One that stands for itself has no value.
    if (alias === undefined || passed.has(variable)) return [{ path, isFree: false }];
    return this.resolve([...alias, ...attributes], new Set([...passed, variable]));
  }
}

function isUnbound({ path, isFree }: Place, variable: string): boolean {
  return isFree && path[0] === variable;
}
