import {
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixValue,
  print,
} from "@nix-fleet/nix-language";

/**
 * A value as Nix source on one line with every expression in parentheses: what it means, without
 * precedence, layout or short forms. Only its numbers and paths are the printer's.
 */
export function fullyParenthesized(value: NixValue): string {
  return `(${source(value)})`;
}

function source(value: NixValue): string {
  if (typeof value === "string") return quoted([value]);
  if (NixExpression.isNixExpression(value)) return expression(value);
  if (Array.isArray(value))
    return `[ ${value.map((item) => fullyParenthesized(uncommented(item))).join(" ")} ]`;
  if (typeof value === "object" && value !== null) return `{ ${entries(value as NixEntries)} }`;
  return print(value).trim();
}

function expression(whole: NixExpression<unknown>): string {
  const { node } = whole;
  const of = fullyParenthesized;
  switch (node.kind) {
    case "variable":
      return node.name;
    case "raw":
      return node.source;
    case "string":
      return quoted(node.parts);
    case "set":
      return `{ ${node.paragraphs.map(entries).join(" ")} }`;
    case "select": {
      const path = selection(node.from, node.names);
      return node.fallback === undefined ? path : `${path} or ${of(node.fallback)}`;
    }
    case "apply":
      return node.others.reduce<string>(
        (call, argument) => `(${call} ${of(argument)})`,
        `(${of(node.function)} ${of(node.first)})`,
      );
    case "operation":
      return chain(node.operator, operandsOf(whole, node.operator));
    case "not":
      return `!${of(node.operand)}`;
    case "lambda":
      return `${node.parameter}: ${of(node.body)}`;
    case "function":
      return `{ ${[...node.parameters, "..."].join(", ")} }: ${of(node.body)}`;
    case "with":
      return `with ${of(node.scope)}; ${of(node.body)}`;
    case "let": {
      const variables = entries(node.variables);
      return variables === "" ? of(node.body) : `let ${variables} in ${of(node.body)}`;
    }
    case "if":
      return `if ${of(node.condition)} then ${of(node.consequence)} else ${of(node.alternative)}`;
    default:
      return print(whole).trim();
  }
}

/** A path, joined to the one that it goes on from, as the printer does it. */
function selection(from: NixExpression<unknown>, names: readonly NixName[]): string {
  const path = unwrapped(from);
  if (NixExpression.isNixExpression(path) && path.node.kind === "select") {
    const { node } = path;
    if (node.fallback === undefined) return selection(node.from, [...node.names, ...names]);
  }
  return `${fullyParenthesized(path)}.${names.map(name).join(".")}`;
}

/** What is left of an operation that has one operand, and of a `let` without variables. */
function unwrapped(value: NixValue): NixValue {
  if (!NixExpression.isNixExpression(value)) return value;
  const { node } = value;
  if (node.kind === "operation" && node.others.length === 0) return unwrapped(node.first);
  if (node.kind === "let" && entries(node.variables) === "") return unwrapped(node.body);
  return value;
}

/** Operands as the printer joins them, where how they are grouped makes no difference. */
function operandsOf(operand: NixValue, operator: string): readonly NixValue[] {
  const value = unwrapped(operand);
  if (!NixExpression.isNixExpression(value) || value.node.kind !== "operation") return [value];
  const { first, others } = value.node;
  if (value.node.operator !== operator) return [value];
  if (operator === "+") return [...operandsOf(first, operator), ...others];
  if (operator === "==" || operator === "!=") return [first, ...others];
  return [first, ...others].flatMap((operand) => operandsOf(operand, operator));
}

function chain(operator: string, operands: readonly NixValue[]): string {
  const [first = "", ...others] = operands.map(fullyParenthesized);
  if (operator !== "++" && operator !== "//") {
    return others.reduce((left, right) => `(${left} ${operator} ${right})`, first);
  }
  const [last = "", ...before] = [first, ...others].reverse();
  return before.reduce((right, left) => `(${left} ${operator} ${right})`, last);
}

function entries(all: NixEntries): string {
  const list: readonly (NixEntry | object)[] =
    NixEntry.isNixEntry(all) || !Array.isArray(all) ? [all] : all;
  return list
    .map((entry) => (NixEntry.isNixEntry(entry) ? ofEntry(entry) : ofAttributes(entry)))
    .join(" ");
}

function ofAttributes(attributes: object): string {
  return Object.entries(attributes)
    .map(([key, item]) => binding([key], item))
    .join(" ");
}

function ofEntry({ node }: NixEntry): string {
  if (node.kind === "binding") return binding(node.path, node.value);
  if (node.names.length === 0) return "";
  const from = node.from === undefined ? "" : fullyParenthesized(node.from);
  return `inherit ${from} ${node.names.map(name).join(" ")};`;
}

function binding(path: readonly NixName[], item: NixItem): string {
  return `${path.map(name).join(".")} = ${fullyParenthesized(uncommented(item))};`;
}

function name(of: NixName): string {
  if (typeof of === "string") return quoted([of]);
  return of.node.kind === "string" ? quoted(of.node.parts) : `\${${fullyParenthesized(of)}}`;
}

function quoted(parts: readonly (string | NixExpression<unknown>)[]): string {
  const content = parts
    .flatMap(partsOf)
    .map((part) =>
      typeof part === "string"
        ? part.replace(/[\\"$]/g, "\\$&").replaceAll("\r", "\\r")
        : `\${${fullyParenthesized(part)}}`,
    );
  return `"${content.join("")}"`;
}

/** The parts of a string within a string, which the printer joins. */
function partsOf(
  part: string | NixExpression<unknown>,
): readonly (string | NixExpression<unknown>)[] {
  if (typeof part === "string") return [part];
  const { node } = part;
  return node.kind === "string" ? node.parts.flatMap(partsOf) : [part];
}

function uncommented(item: NixItem): NixValue {
  return NixComment.isNixComment(item) ? item.value : item;
}
