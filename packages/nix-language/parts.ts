import { NixComment, type NixEntries, NixEntry, NixExpression, type NixName } from "./expression";
import { isAttributes, isList } from "./syntax/kinds";

/** A value that stands somewhere in another one. */
export interface NixPart {
  /** A text with interpolations has `${…}` in their place. What is no Nix value is a part as well. */
  readonly value: unknown;
  /** The names of attributes, and places in lists, that lead to it. */
  readonly at: readonly string[];
  /** Whether the attribute can come to be this value; if not, something is only computed of it. */
  readonly isResult: boolean;
}

/** All parts of a value, itself included, also those within expressions. */
export function* partsOf(
  value: unknown,
  at: readonly string[] = [],
  isResult = true,
): Iterable<NixPart> {
  yield { value, at, isResult };
  if (value instanceof NixComment) yield* partsOf(value.value, at, isResult);
  else if (value instanceof NixExpression) yield* inExpression(value, at, isResult);
  else if (isList<unknown>(value)) {
    for (const [index, item] of value.entries())
      yield* partsOf(item, [...at, `${index}`], isResult);
  } else if (isAttributes(value)) {
    for (const [name, item] of Object.entries(value)) yield* partsOf(item, [...at, name]);
  }
}

function* inExpression(
  { node }: NixExpression<unknown>,
  at: readonly string[],
  isResult: boolean,
): Iterable<NixPart> {
  const results = (...values: readonly unknown[]) => inAll(values, at, isResult);
  const others = (...values: readonly unknown[]) => inAll(values, at, false);
  switch (node.kind) {
    case "raw":
      yield { value: node.source, at, isResult: false };
      break;
    case "string":
      yield { value: textOf(node.parts), at, isResult };
      yield* others(...node.parts.filter((part) => part instanceof NixExpression));
      break;
    case "set":
      for (const paragraph of node.paragraphs) yield* inEntries(paragraph, at);
      break;
    case "select":
      yield* others(node.from, ...computed(node.names));
      if (node.fallback !== undefined) yield* results(node.fallback);
      break;
    case "apply": {
      const [last, ...before] = [node.first, ...node.others].reverse();
      yield* others(node.function, ...before.reverse());
      yield* passesOn(node.function) ? results(last) : others(last);
      break;
    }
    case "operation":
      yield* node.operator === "++" || node.operator === "//"
        ? results(node.first, ...node.others)
        : others(node.first, ...node.others);
      break;
    case "not":
      yield* others(node.operand);
      break;
    case "lambda":
    case "function":
      yield* results(node.body);
      break;
    case "with":
      yield* others(node.scope);
      yield* results(node.body);
      break;
    case "let":
      yield* inEntries(node.variables, at);
      yield* results(node.body);
      break;
    case "if":
      yield* others(node.condition);
      yield* results(node.consequence, node.alternative);
      break;
    case "variable":
    case "float":
    case "path":
      break;
  }
}

function* inAll(
  values: readonly unknown[],
  at: readonly string[],
  isResult: boolean,
): Iterable<NixPart> {
  for (const value of values) yield* partsOf(value, at, isResult);
}

function* inEntries(entries: NixEntries, at: readonly string[]): Iterable<NixPart> {
  for (const entry of isList(entries) ? entries : [entries]) {
    if (!(entry instanceof NixEntry)) yield* partsOf(entry, at);
    else if (entry.node.kind === "binding") {
      const { path, value } = entry.node;
      yield* inAll(computed(path), at, false);
      yield* partsOf(value, [...at, ...path.map(nameOf)]);
    } else if (entry.node.from !== undefined) yield* partsOf(entry.node.from, at, false);
  }
}

/** `lib.mkForce`, `lib.mkIf` and their like: the option gets their last argument. */
function passesOn({ node }: NixExpression): boolean {
  if (node.kind === "apply") return passesOn(node.function);
  const name = node.kind === "select" ? node.names.at(-1) : node.kind === "variable" && node.name;
  return typeof name === "string" && /^mk[A-Z]/.test(name);
}

function computed(names: readonly NixName[]): readonly NixExpression[] {
  return names.filter((name) => name instanceof NixExpression);
}

function nameOf(name: NixName): string {
  if (typeof name === "string") return name;
  return name.node.kind === "string" ? textOf(name.node.parts) : "${…}";
}

function textOf(parts: readonly (string | NixExpression)[]): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      return part.node.kind === "string" ? textOf(part.node.parts) : "${…}";
    })
    .join("");
}
