/** Names from a variable on, and whether the variable comes from around the whole value. */
export interface Place {
  readonly path: readonly string[];
  readonly isFree: boolean;
}

/** A variable of the value itself. */
interface Variable {
  /** The attribute of another variable that it stands for. It is empty for one with a value of its own. */
  readonly alias: readonly string[];
  /** What it stands for, once that is known. */
  places: readonly Place[] | undefined;
}

/** `with`s inside each other that are opened. Each doubles what a name may stand for. */
const MOST_OPENED = 4;

/** The variables that an expression can use, and what they stand for. */
export class Scope {
  /** The variables of each name, the innermost last. */
  private readonly variables = new Map<string, Variable[]>();
  /** The sets that `with` makes variables of, the innermost last; each may be one of several. */
  private readonly opened: (readonly Place[])[] = [];

  /** Whether the names inside a further `with` can be told. */
  get canOpen(): boolean {
    return this.opened.length < MOST_OPENED;
  }

  /**
   * Walks with variables.
   *
   * @param aliases - those that stand for attributes of another variable
   */
  binding(
    names: readonly string[],
    aliases: ReadonlyMap<string, readonly string[]>,
    walk: () => void,
  ): void {
    const distinct = new Set(names);
    for (const name of distinct) this.bind(name, aliases.get(name) ?? []);
    for (const name of distinct) this.settle(name);
    walk();
    for (const name of distinct) this.variables.get(name)?.pop();
  }

  /** Walks with the attributes of a set as variables, where nothing else has their names. */
  opening(set: readonly string[], walk: () => void): void {
    this.opened.push(this.resolve(set));
    walk();
    this.opened.pop();
  }

  /** What a path may stand for: more than one thing within a `with`, whose attributes only Nix knows. */
  resolve(path: readonly string[]): readonly Place[] {
    const [variable = "", ...attributes] = path;
    if (this.opened.length === 0 && this.innermost(variable) === undefined) {
      return [{ path, isFree: true }];
    }
    return this.placesOf(variable).map(({ path, isFree }) => ({
      path: [...path, ...attributes],
      isFree,
    }));
  }

  private placesOf(name: string): readonly Place[] {
    const variable = this.innermost(name);
    // One that stands for itself has no value.
    if (variable !== undefined) return variable.places ?? [{ path: [name], isFree: false }];
    const inSets = this.opened
      .flat()
      .map(({ path, isFree }) => ({ path: [...path, name], isFree }));
    return [{ path: [name], isFree: true }, ...inSets];
  }

  private bind(name: string, alias: readonly string[]): void {
    const places = alias.length === 0 ? [{ path: [name], isFree: false }] : undefined;
    const variables = this.variables.get(name) ?? [];
    variables.push({ alias, places });
    this.variables.set(name, variables);
  }

  /** Finds out what a variable stands for, after those that stand between. */
  private settle(name: string): void {
    const waiting = new Set<Variable>();
    let variable = this.innermost(name);
    while (variable !== undefined && variable.places === undefined && !waiting.has(variable)) {
      waiting.add(variable);
      variable = this.innermost(variable.alias[0] ?? "");
    }
    for (const each of [...waiting].reverse()) each.places = this.resolve(each.alias);
  }

  private innermost(name: string): Variable | undefined {
    return this.variables.get(name)?.at(-1);
  }
}
