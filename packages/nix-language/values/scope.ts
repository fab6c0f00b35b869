/** A variable with attribute names, and whether the variable is free in the whole value. */
export interface Place {
  readonly path: readonly string[];
  readonly isFree: boolean;
}

/** A variable that the value defines. */
interface Variable {
  /** The path of its source, for an inherited variable. Otherwise it is empty. */
  readonly alias: readonly string[];
  /** Its resolved source; undefined until it is known. */
  places: readonly Place[] | undefined;
}

/** Maximum number of nested `with`s that are resolved. Each adds a possible source of a name. */
const MOST_OPENED = 4;

/** The variables in scope, and their sources. */
export class Scope {
  /** The variables of each name, the innermost last. */
  private readonly variables = new Map<string, Variable[]>();
  /** The possible sources of the sets of the enclosing `with`s, the outermost first. */
  private opened: readonly Place[] = [];
  private openedSets = 0;

  /** Whether names in a further `with` can be resolved. */
  get canOpen(): boolean {
    return this.openedSets < MOST_OPENED;
  }

  /**
   * Walks with variables in scope.
   *
   * @param aliases - the inherited variables, with their sources
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

  /** Walks with the attributes of a set in scope, as `with` does: other variables shadow them. */
  opening(set: readonly string[], walk: () => void): void {
    const { opened } = this;
    this.opened = [...opened, ...this.resolve(set)];
    this.openedSets += 1;
    walk();
    this.openedSets -= 1;
    this.opened = opened;
  }

  /**
   * The possible sources of a path: more than one within a `with`, because only Nix knows the attributes of
   * its set.
   */
  resolve(path: readonly string[]): readonly Place[] {
    const variable = this.innermost(path[0] ?? "");
    if (variable !== undefined) {
      // A variable that refers to itself has no value.
      if (variable.places === undefined) return [{ path, isFree: false }];
      const attributes = path.slice(1);
      return variable.places.map((place) => below(place, attributes));
    }
    const place = { path, isFree: true };
    return this.opened.length === 0
      ? [place]
      : [place, ...this.opened.map((set) => below(set, path))];
  }

  private bind(name: string, alias: readonly string[]): void {
    const places = alias.length === 0 ? [{ path: [name], isFree: false }] : undefined;
    const variables = this.variables.get(name) ?? [];
    variables.push({ alias, places });
    this.variables.set(name, variables);
  }

  /** Resolves the source of a variable, after the variables on which it depends. */
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

function below({ path, isFree }: Place, attributes: readonly string[]): Place {
  return { path: [...path, ...attributes], isFree };
}
