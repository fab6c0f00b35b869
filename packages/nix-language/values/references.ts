import { variablesIn } from "../lexical/raw-source";
import {
  type BindingNode,
  entriesOf,
  isAttributes,
  isList,
  type NixAttributes,
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  operandsOf,
  selectionOf,
} from "./expression";
import { Scope } from "./scope";
import { nameStep, Walk } from "./walk";

/** A variable in a value, with the attributes that are selected from it. */
export interface Reference {
  /** `config.flake.meta.x` is `["config", "flake", "meta", "x"]`. The path ends before a computed name. */
  readonly path: readonly string[];
  /** Whether the variable is free: not defined within the value. */
  readonly isFree: boolean;
  /** Whether the whole variable is used. If not, each used attribute is a separate reference. */
  readonly isWhole: boolean;
}

/** The references of a value. */
export interface References {
  readonly references: readonly Reference[];
  /** Raw source in the value. Only Nix parses it. */
  readonly rawSources: readonly string[];
  /** Paths in the value as written: `./key.pub`. */
  readonly paths: readonly string[];
}

/**
 * All variables in a value and the attributes that are selected from them. Resolves names that `inherit` and
 * `with` define. In raw source, every word that can be a variable counts. For a `with` nested in four others,
 * the whole set counts as used.
 *
 * @throws NixValueError for a value that contains itself, or is nested too deeply
 */
export function referencesIn(value: NixItem): References {
  return Walk.through((walk) => {
    const finder = new ReferenceFinder(walk);
    finder.findIn(value);
    return finder;
  });
}

/**
 * The free variables of a value, each with the first attribute that is selected from it:
 * `config.flake.meta.x` is `config.flake`.
 */
export function referencesOf(value: NixItem): ReadonlySet<string> {
  const free = referencesIn(value).references.filter(({ isFree }) => isFree);
  return new Set(free.map(({ path }) => path.slice(0, 2).join(".")));
}

class ReferenceFinder implements References {
  readonly references: Reference[] = [];
  readonly rawSources: string[] = [];
  readonly paths: string[] = [];
  private readonly scope = new Scope();

  constructor(private readonly walk: Walk) {}

  findIn(value: NixItem): void {
    // Plain text, numbers and so on refer to nothing.
    if (typeof value !== "object" || value === null) return;
    this.walk.enter(value);
    if (NixComment.isNixComment(value)) this.findIn(value.value);
    else if (NixExpression.isNixExpression(value)) this.findInExpression(value);
    else if (isList<NixItem>(value)) this.findInList(value);
    else if (isAttributes(value)) this.findInAttributes(value);
    this.walk.leave();
  }

  private findInAttributes(attributes: NixAttributes): void {
    for (const name of Object.keys(attributes)) this.findAt(name, attributes[name] ?? null);
  }

  private findInList(list: readonly NixItem[]): void {
    for (let index = 0; index < list.length; index++) this.findAt(index, list[index] ?? null);
  }

  private findAt(step: string | number, value: NixItem): void {
    this.walk.to(step);
    this.findIn(value);
    this.walk.back();
  }

  private findInAll(values: readonly NixItem[]): void {
    for (const value of values) this.findIn(value);
  }

  private findInExpression({ node }: NixExpression<unknown>): void {
    switch (node.kind) {
      case "variable":
        this.add([node.name]);
        break;
      case "select": {
        const { from, names } = selectionOf(node);
        if (from.node.kind !== "variable") this.findIn(from);
        else this.add([from.node.name, ...literalNames(names)]);
        this.findInAll(names.filter(NixExpression.isNixExpression));
        if (node.fallback !== undefined) this.findIn(node.fallback);
        break;
      }
      case "raw":
        this.rawSources.push(node.source);
        for (const name of variablesIn(node.source)) this.add([name], false);
        break;
      case "string":
        this.findInAll(node.parts.filter(NixExpression.isNixExpression));
        break;
      case "set":
        for (const paragraph of node.paragraphs) this.findInSet(paragraph);
        break;
      case "apply":
        this.findInAll([node.function, node.first, ...node.others]);
        break;
      case "operation":
        this.findInAll(operandsOf(node));
        break;
      case "not":
        this.findIn(node.operand);
        break;
      case "lambda":
        this.findInFunction([node.parameter], node.body);
        break;
      case "function":
        this.findInFunction(node.parameters, node.body);
        break;
      case "with":
        this.findInWith(node.scope, node.body);
        break;
      case "let":
        this.findInLet(node.variables, node.body);
        break;
      case "if":
        this.findInAll([node.condition, node.consequence, node.alternative]);
        break;
      case "path":
        this.paths.push(node.path);
        break;
      case "float":
        break;
    }
  }

  private findInSet(entries: NixEntries): void {
    for (const entry of entriesOf(entries)) {
      if (!NixEntry.isNixEntry(entry)) this.findInAttributes(entry);
      else if (entry.node.kind === "binding") this.findInBinding(entry.node);
      else if (entry.node.from === undefined) this.addAll(entry.node.names);
      else {
        const path = this.findInSource(entry.node.from);
        if (path !== undefined) for (const name of entry.node.names) this.add([...path, name]);
      }
    }
  }

  private findInLet(variables: NixEntries, body: NixItem): void {
    const entries = entriesOf(variables);
    for (const entry of entries) {
      // A bare `inherit` refers to the enclosing scope, not to the variables of this `let`.
      if (
        NixEntry.isNixEntry(entry) &&
        entry.node.kind === "inherit" &&
        entry.node.from === undefined
      ) {
        this.addAll(entry.node.names);
      }
    }
    this.scope.binding(entries.flatMap(boundNames), new Map(entries.flatMap(aliasesIn)), () => {
      for (const entry of entries) {
        if (!NixEntry.isNixEntry(entry)) this.findInAttributes(entry);
        else if (entry.node.kind === "binding") this.findInBinding(entry.node);
        else if (entry.node.from !== undefined) this.findInSource(entry.node.from);
      }
      this.findIn(body);
    });
  }

  private findInBinding({ path, value }: BindingNode): void {
    this.findInAll(path.filter(NixExpression.isNixExpression));
    for (const name of path) this.walk.to(nameStep(name));
    this.findIn(value);
    this.walk.back(path.length);
  }

  private findInFunction(parameters: readonly string[], body: NixItem): void {
    this.scope.binding(parameters, new Map(), () => this.findIn(body));
  }

  private findInWith(set: NixExpression<unknown>, body: NixItem): void {
    const { canOpen } = this.scope;
    const path = this.findInSource(set, !canOpen);
    if (path === undefined || !canOpen) this.findIn(body);
    else this.scope.opening(path, () => this.findIn(body));
  }

  /**
   * The path of a set with attributes that become variables or other attributes; undefined if it is not a
   * plain path.
   */
  private findInSource(
    set: NixExpression<unknown>,
    isWhole = false,
  ): readonly string[] | undefined {
    const path = pathOf(set);
    if (path === undefined) this.findIn(set);
    else this.add(path, isWhole);
    return path;
  }

  private addAll(names: readonly string[]): void {
    for (const name of names) this.add([name]);
  }

  private add(path: readonly string[], isWhole = true): void {
    for (const place of this.scope.resolve(path)) {
      this.references.push({ path: place.path, isFree: place.isFree, isWhole });
    }
  }
}

/** The path of an expression that consists only of a variable and its attributes. */
function pathOf({ node }: NixExpression<unknown>): readonly string[] | undefined {
  if (node.kind === "variable") return [node.name];
  if (node.kind !== "select" || node.fallback !== undefined) return undefined;
  const { from, names } = selectionOf(node);
  const literal = literalNames(names);
  if (from.node.kind !== "variable" || literal.length < names.length) return undefined;
  return [from.node.name, ...literal];
}

/** Names before the first computed one. */
export function literalNames(names: readonly NixName[]): readonly string[] {
  const computed = names.findIndex((name) => typeof name !== "string");
  return names
    .slice(0, computed === -1 ? names.length : computed)
    .filter((name) => typeof name === "string");
}

/** The variables that a `let` defines. A bare `inherit` defines none. */
function boundNames(entry: NixEntry | NixAttributes): readonly string[] {
  if (!NixEntry.isNixEntry(entry)) return Object.keys(entry);
  const { node } = entry;
  if (node.kind === "binding") return literalNames(node.path.slice(0, 1));
  return node.from === undefined ? [] : node.names;
}

/** The variables of a `let` that are inherited from another variable, with their sources. */
function aliasesIn(entry: NixEntry | NixAttributes): readonly [string, readonly string[]][] {
  if (!NixEntry.isNixEntry(entry) || entry.node.kind !== "inherit") return [];
  const path = entry.node.from && pathOf(entry.node.from);
  return path === undefined ? [] : entry.node.names.map((name) => [name, [...path, name]]);
}
