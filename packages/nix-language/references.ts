import {
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
} from "./expression";
import { Scope } from "./scope";
import { isAttributes, isList } from "./syntax/kinds";

/** A variable that a value takes, with the attributes that are taken from it. */
export interface Reference {
  /** `config.flake.meta.x` is `["config", "flake", "meta", "x"]`; ends before a name that is computed. */
  readonly path: readonly string[];
  /** Whether the variable comes from around the value: it is no parameter or variable in it. */
  readonly isFree: boolean;
  /** Whether the whole of it is taken, and not only some attributes, which are references of their own. */
  readonly isWhole: boolean;
}

/** What a value refers to. */
export interface References {
  readonly references: readonly Reference[];
  /** Raw source in the value, which nobody reads but Nix. */
  readonly rawSources: readonly string[];
}

/**
 * All variables in a value and what is taken from them, through the names that `inherit` and `with` make.
 * Of raw source every word counts that may be a variable.
 */
export function referencesIn(value: NixItem): References {
  const finder = new ReferenceFinder();
  finder.findIn(value, Scope.OUTSIDE);
  return finder;
}

/**
 * The variables that a value takes from around it. One from which attributes are taken is named with the
 * first of them: `config.flake.meta.x` is `config.flake`.
 */
export function referencesOf(value: NixItem): ReadonlySet<string> {
  const free = referencesIn(value).references.filter(({ isFree }) => isFree);
  return new Set(free.map(({ path }) => path.slice(0, 2).join(".")));
}

class ReferenceFinder implements References {
  readonly references: Reference[] = [];
  readonly rawSources: string[] = [];

  findIn(value: NixItem, scope: Scope): void {
    if (value instanceof NixComment) this.findIn(value.value, scope);
    else if (value instanceof NixExpression) this.findInExpression(value, scope);
    else if (isList<NixItem>(value)) this.findInAll(value, scope);
    else if (isAttributes(value)) this.findInAll(Object.values(value), scope);
  }

  private findInAll(values: readonly NixItem[], scope: Scope): void {
    for (const value of values) this.findIn(value, scope);
  }

  private findInExpression({ node }: NixExpression<unknown>, scope: Scope): void {
    switch (node.kind) {
      case "variable":
        this.add([node.name], scope);
        break;
      case "select": {
        const from = pathOf(node.from);
        if (from === undefined) this.findIn(node.from, scope);
        else this.add([...from, ...literalNames(node.names)], scope);
        this.findInAll(node.names, scope);
        if (node.fallback !== undefined) this.findIn(node.fallback, scope);
        break;
      }
      case "raw":
        this.rawSources.push(node.source);
        for (const name of namesIn(node.source)) this.add([name], scope, false);
        break;
      case "string":
        this.findInAll(node.parts, scope);
        break;
      case "set":
        for (const paragraph of node.paragraphs) this.findInEntries(paragraph, scope, scope);
        break;
      case "apply":
        this.findInAll([node.function, node.first, ...node.others], scope);
        break;
      case "operation":
        this.findInAll([node.first, ...node.others], scope);
        break;
      case "not":
        this.findIn(node.operand, scope);
        break;
      case "lambda":
        this.findIn(node.body, scope.binding([node.parameter]));
        break;
      case "function":
        this.findIn(node.body, scope.binding(node.parameters));
        break;
      case "with":
        this.findIn(node.body, this.opened(node.scope, scope));
        break;
      case "let": {
        const inner = scope.binding(boundNames(node.variables), inherited(node.variables));
        this.findInEntries(node.variables, inner, scope);
        this.findIn(node.body, inner);
        break;
      }
      case "if":
        this.findInAll([node.condition, node.consequence, node.alternative], scope);
        break;
      case "float":
      case "path":
        break;
    }
  }

  /** @param outer - where a bare `inherit` finds its names */
  private findInEntries(entries: NixEntries, scope: Scope, outer: Scope): void {
    for (const entry of listOf(entries)) {
      if (!(entry instanceof NixEntry)) this.findIn(entry, scope);
      else if (entry.node.kind === "binding") {
        this.findInAll([...entry.node.path, entry.node.value], scope);
      } else if (entry.node.from === undefined) {
        for (const name of entry.node.names) this.add([name], outer);
      } else this.findInInherited(entry.node.from, entry.node.names, scope, scope === outer);
    }
  }

  /** @param isTaken - whether the names are taken here, and not only where a variable made of them is */
  private findInInherited(
    from: NixExpression,
    names: readonly string[],
    scope: Scope,
    isTaken: boolean,
  ): void {
    const path = pathOf(from);
    if (path === undefined) {
      this.findIn(from, scope);
      return;
    }
    this.add(path, scope, false);
    if (isTaken) for (const name of names) this.add([...path, name], scope);
  }

  /** The scope of the body of a `with`. */
  private opened(set: NixExpression, scope: Scope): Scope {
    const path = pathOf(set);
    if (path === undefined) {
      this.findIn(set, scope);
      return scope;
    }
    this.add(path, scope, false);
    return scope.opening(path);
  }

  private add(path: readonly string[], scope: Scope, isWhole = true): void {
    for (const place of scope.resolve(path)) this.references.push({ ...place, isWhole });
  }
}

/** A variable and attributes of it, if an expression is nothing else. */
function pathOf({ node }: NixExpression): readonly string[] | undefined {
  if (node.kind === "variable") return [node.name];
  if (node.kind !== "select" || node.fallback !== undefined) return undefined;
  const from = pathOf(node.from);
  const names = literalNames(node.names);
  return from === undefined || names.length < node.names.length ? undefined : [...from, ...names];
}

/** Names up to the first that is computed. */
export function literalNames(names: readonly NixName[]): readonly string[] {
  const computed = names.findIndex((name) => typeof name !== "string");
  return names
    .slice(0, computed === -1 ? names.length : computed)
    .filter((name) => typeof name === "string");
}

/** Words in raw source that are neither text, nor attributes that are taken or set. */
function namesIn(source: string): readonly string[] {
  const code = source
    .replace(/"(\\.|[^"\\])*"/g, (text) => (text.match(/\$\{[^}]*\}/g) ?? []).join(" "))
    .replace(/#.*/g, "");
  const names = code.matchAll(/(?<![\w.'-])[a-z_][\w'-]*(?!\s*=(?!=))(?![\w'-])/gi);
  return [...names].map(([name]) => name);
}

/** The variables of a `let` that have a value of their own: a bare `inherit` makes none. */
function boundNames(variables: NixEntries): readonly string[] {
  return listOf(variables).flatMap((entry) => {
    if (!(entry instanceof NixEntry)) return Object.keys(entry);
    const { node } = entry;
    if (node.kind === "binding")
      return node.path.slice(0, 1).filter((name) => typeof name === "string");
    return node.from === undefined ? [] : node.names;
  });
}

/** What the variables of a `let` stand for that are inherited from attributes of another variable. */
function inherited(variables: NixEntries): ReadonlyMap<string, readonly string[]> {
  const entries = listOf(variables).flatMap((entry): [string, readonly string[]][] => {
    if (!(entry instanceof NixEntry) || entry.node.kind !== "inherit") return [];
    const path = entry.node.from && pathOf(entry.node.from);
    return path === undefined ? [] : entry.node.names.map((name) => [name, [...path, name]]);
  });
  return new Map(entries);
}

function listOf(entries: NixEntries): readonly (NixEntry | { readonly [name: string]: NixItem })[] {
  return entries instanceof NixEntry || !isList(entries) ? [entries] : entries;
}
