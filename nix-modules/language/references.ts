import { NixComment, type NixEntries, NixEntry, NixExpression, type NixItem } from "./expression";
import { isAttributes, isList } from "./syntax/kinds";

type Names = ReadonlySet<string>;

/**
 * The variables that a value takes from around it. One from which attributes are taken is named with the
 * first of them: `config.flake.meta.x` is `config.flake`. Of raw source the names count
 * that stand before a dot or in a `with`.
 */
export function referencesOf(value: NixItem): ReadonlySet<string> {
  return new Set(inValue(value, new Set()));
}

function* inValue(value: NixItem, bound: Names): Iterable<string> {
  if (value instanceof NixComment) yield* inValue(value.value, bound);
  else if (value instanceof NixExpression) yield* inExpression(value, bound);
  else if (isList(value)) yield* inValues(value, bound);
  else if (isAttributes(value)) yield* inValues(Object.values(value), bound);
}

function* inValues(values: readonly NixItem[], bound: Names): Iterable<string> {
  for (const value of values) yield* inValue(value, bound);
}

function* inExpression({ node }: NixExpression, bound: Names): Iterable<string> {
  switch (node.kind) {
    case "variable":
      if (!bound.has(node.name)) yield node.name;
      break;
    case "select": {
      const [first] = node.names;
      const from = node.from.node;
      if (from.kind !== "variable" || typeof first !== "string") yield* inValue(node.from, bound);
      else if (!bound.has(from.name)) yield `${from.name}.${first}`;
      yield* inValues(node.names, bound);
      if (node.fallback !== undefined) yield* inValue(node.fallback, bound);
      break;
    }
    case "raw":
      for (const name of namesIn(node.source)) if (!bound.has(name)) yield name;
      break;
    case "string":
      yield* inValues(node.parts, bound);
      break;
    case "set":
      for (const paragraph of node.paragraphs) yield* inEntries(paragraph, bound);
      break;
    case "apply":
      yield* inValues([node.function, node.first, ...node.others], bound);
      break;
    case "operation":
      yield* inValues([node.first, ...node.others], bound);
      break;
    case "not":
      yield* inValue(node.operand, bound);
      break;
    case "lambda":
      yield* inValue(node.body, new Set([...bound, node.parameter]));
      break;
    case "function":
      yield* inValue(node.body, new Set([...bound, ...node.parameters]));
      break;
    case "with":
      // Which names of the body the scope has, only Nix knows.
      yield* inValues([node.scope, node.body], bound);
      break;
    case "let": {
      const inner = new Set([...bound, ...namesOf(node.variables)]);
      yield* inEntries(node.variables, inner);
      yield* inValue(node.body, inner);
      break;
    }
    case "if":
      yield* inValues([node.condition, node.consequence, node.alternative], bound);
      break;
    case "float":
    case "path":
      break;
  }
}

/** Names in raw source that an attribute is taken from, or that are the scope of a `with`. */
function namesIn(source: string): readonly string[] {
  const code = source.replace(/"(\\.|[^"\\])*"/g, '""');
  const names = code.matchAll(/(?<![\w.'-])([a-z_][\w'-]*)(?=\.)|\bwith\s+([a-z_][\w'-]*)\s*;/gi);
  return [...names].flatMap(([, from, scope]) => from ?? scope ?? []);
}

function* inEntries(entries: NixEntries, bound: Names): Iterable<string> {
  for (const entry of listOf(entries)) {
    if (!(entry instanceof NixEntry)) yield* inValue(entry, bound);
    else if (entry.node.kind === "binding") {
      yield* inValues([...entry.node.path, entry.node.value], bound);
    } else if (entry.node.from !== undefined) yield* inValue(entry.node.from, bound);
    else yield* entry.node.names.filter((name) => !bound.has(name));
  }
}

function namesOf(entries: NixEntries): readonly string[] {
  return listOf(entries).flatMap((entry) => {
    if (!(entry instanceof NixEntry)) return Object.keys(entry);
    const names = entry.node.kind === "inherit" ? entry.node.names : entry.node.path.slice(0, 1);
    return names.filter((name): name is string => typeof name === "string");
  });
}

function listOf(entries: NixEntries): readonly (NixEntry | { readonly [name: string]: NixItem })[] {
  return entries instanceof NixEntry || !isList(entries) ? [entries] : entries;
}
