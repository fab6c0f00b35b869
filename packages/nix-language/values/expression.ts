import { excerpt, NixValueError } from "../value-error";

/** Anything that can stand where Nix expects an expression: plain data, or an expression in it. */
export type NixValue =
  | string
  | number
  | boolean
  | null
  | NixExpression<unknown>
  | readonly NixItem[]
  | NixAttributes;

/**
 * A plain object as an attribute set. Its names are sorted (`imports` and `enable` come first), and
 * a set with one name only joins its parent's path: `{ a: { b: 1 } }` is `a.b = 1;`. What takes a
 * variable or an attribute of its own name is inherited, before all others.
 */
export interface NixAttributes {
  readonly [name: string]: NixItem;
}

/** A list item or an attribute's value, either of which can carry a comment. */
export type NixItem = NixValue | NixComment<unknown>;

/** An attribute name: text, taken literally, or an expression (`${name}`). */
export type NixName = string | NixExpression<unknown>;

/** A variable or attributes of one, as text that `nix.ref` accepts, or any other expression. */
export type NixReference = string | NixExpression<unknown>;

/** Attributes in the order they are written in. */
export type NixEntries = NixAttributes | NixEntry | readonly (NixAttributes | NixEntry)[];

/** Operators between operands. */
export type NixOperator = "++" | "+" | "//" | "==" | "!=" | "&&" | "||";

export type ExpressionNode =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "raw"; readonly source: string }
  | { readonly kind: "string"; readonly parts: readonly (string | NixExpression<unknown>)[] }
  | { readonly kind: "set"; readonly paragraphs: readonly NixEntries[] }
  | {
      readonly kind: "select";
      readonly from: NixExpression<unknown>;
      readonly names: readonly NixName[];
      readonly fallback?: NixValue;
    }
  | {
      readonly kind: "apply";
      readonly function: NixExpression<unknown>;
      readonly first: NixValue;
      readonly others: readonly NixValue[];
    }
  | {
      readonly kind: "operation";
      readonly operator: NixOperator;
      readonly first: NixValue;
      readonly others: readonly NixValue[];
    }
  | { readonly kind: "not"; readonly operand: NixValue }
  | { readonly kind: "lambda"; readonly parameter: string; readonly body: NixValue }
  | { readonly kind: "function"; readonly parameters: readonly string[]; readonly body: NixValue }
  | { readonly kind: "with"; readonly scope: NixExpression<unknown>; readonly body: NixValue }
  | {
      readonly kind: "let";
      readonly variables: NixEntries;
      readonly body: NixValue;
    }
  | {
      readonly kind: "if";
      readonly condition: NixValue;
      readonly consequence: NixValue;
      readonly alternative: NixValue;
    };

/** The node of one kind of expression. */
export type NodeOf<Kind extends ExpressionNode["kind"]> = Extract<
  ExpressionNode,
  { readonly kind: Kind }
>;

export interface BindingNode {
  readonly kind: "binding";
  readonly path: readonly NixName[];
  readonly value: NixItem;
}

export type EntryNode =
  | BindingNode
  | {
      readonly kind: "inherit";
      readonly from?: NixExpression<unknown>;
      readonly names: readonly string[];
    };

const ALLOWED_VALUES =
  "strings, finite numbers, booleans, null, arrays, plain objects, and expressions of nix.*";

const COMPUTED = Symbol.for("nix-fleet.nix-language.NixComputed");
const EXPRESSION = Symbol.for("nix-fleet.nix-language.NixExpression");
const ENTRY = Symbol.for("nix-fleet.nix-language.NixEntry");
const COMMENT = Symbol.for("nix-fleet.nix-language.NixComment");

declare const evaluatesTo: unique symbol;

/**
 * What only Nix computes, with the type of the value that it comes to: `NixComputed<boolean>` stands where
 * a boolean is meant. `never` is the type that nobody knows: it stands anywhere.
 */
export abstract class NixComputed<out Value> {
  static {
    mark(NixComputed.prototype, COMPUTED);
  }

  /** Whether only Nix computes a value, by this or by another copy of the package. */
  static isNixComputed(value: unknown): value is NixComputed<unknown> {
    return hasMark(value, COMPUTED);
  }

  /** For the compiler only: no object has it. */
  declare readonly [evaluatesTo]: Value;
}

/**
 * An attribute set of known names, `interface Git extends NixSet<Git>`, or an expression that comes to one.
 * The compiler names the right spelling of a wrong name in such a set, but not in a union with expressions.
 */
export interface NixSet<out Self> {
  readonly [evaluatesTo]?: Self;
}

/** An expression that plain data cannot say. Made by the functions of `nix`. */
export class NixExpression<out Value = never> extends NixComputed<Value> {
  static {
    mark(NixExpression.prototype, EXPRESSION);
  }

  /** Whether a value is an expression, of this or of another copy of the package. */
  static isNixExpression(value: unknown): value is NixExpression<unknown> {
    return hasMark(value, EXPRESSION);
  }

  readonly node: ExpressionNode;

  constructor(node: ExpressionNode) {
    super();
    this.node = Object.freeze(node);
  }

  /** JavaScript asks for the text in a template, where it would write `[object Object]`. */
  override toString(): never {
    throw new NixValueError({
      summary: "a Nix expression in a text of JavaScript",
      remedy: "write the text as nix.interpolate`… ${expression} …`",
    });
  }
}

/** One or more attributes of a set that a plain object cannot say. Made by the functions of `nix`. */
export class NixEntry {
  static {
    mark(NixEntry.prototype, ENTRY);
  }

  /** Whether a value is an entry, of this or of another copy of the package. */
  static isNixEntry(value: unknown): value is NixEntry {
    return hasMark(value, ENTRY);
  }

  constructor(readonly node: EntryNode) {}
}

/** A value with a comment above it. Made by `nix.comment`. */
export class NixComment<out Value = NixValue> extends NixComputed<Value> {
  static {
    mark(NixComment.prototype, COMMENT);
  }

  /** Whether a value is a comment, of this or of another copy of the package. */
  static isNixComment(value: unknown): value is NixComment<unknown> {
    return hasMark(value, COMMENT);
  }

  constructor(
    readonly text: string,
    readonly value: NixValue,
  ) {
    super();
  }
}

function mark(prototype: object, symbol: symbol): void {
  Object.defineProperty(prototype, symbol, { value: true });
}

function hasMark(value: unknown, symbol: symbol): boolean {
  return typeof value === "object" && value !== null && symbol in value;
}

/** Whether a value is a plain object, and so an attribute set. */
export function isAttributes(value: unknown): value is NixAttributes {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `Array.isArray` that keeps the type of a readonly list. */
export function isList<T>(value: readonly T[] | unknown): value is readonly T[] {
  return Array.isArray(value);
}

/** Entries as a list. */
export function entriesOf(entries: NixEntries): readonly (NixAttributes | NixEntry)[] {
  return isList<NixAttributes | NixEntry>(entries) ? entries : [entries];
}

/**
 * The operands of an operation, with those of the same operator at its start: `(a ++ b) ++ c` has
 * three. Values that are joined in a loop are as flat as values that are joined at once.
 */
export function operandsOf(operation: NodeOf<"operation">): readonly [NixValue, ...NixValue[]] {
  const groups: (readonly NixValue[])[] = [];
  let start = operation;
  for (;;) {
    groups.push(start.others);
    const { first } = start;
    if (!isOperation(first, operation.operator)) return [first, ...groups.reverse().flat()];
    start = first.node;
  }
}

/** Whether a value is an operation that can be joined to another one of that operator. */
export function isOperation(
  value: NixValue,
  operator: NixOperator,
): value is NixExpression<unknown> & { readonly node: NodeOf<"operation"> } {
  if (operator === "==" || operator === "!=" || !NixExpression.isNixExpression(value)) return false;
  return value.node.kind === "operation" && value.node.operator === operator;
}

/** What attributes are selected from, and all their names: `(a.b).c` selects b and c from a. */
export function selectionOf(selection: NodeOf<"select">): {
  readonly from: NixExpression<unknown>;
  readonly names: readonly NixName[];
} {
  const groups = [selection.names];
  let { from } = selection;
  while (from.node.kind === "select" && from.node.fallback === undefined) {
    groups.push(from.node.names);
    from = from.node.from;
  }
  return { from, names: groups.reverse().flat() };
}

/** The error for what is no value, with what to write in its place. */
export function notAValue(value: unknown): NixValueError {
  return new NixValueError({
    summary: `${excerpt(value)} is not a Nix value`,
    allowed: ALLOWED_VALUES,
    remedy: remedyFor(value),
  });
}

function remedyFor(value: unknown): string {
  if (value === undefined) return "leave the attribute out, or use null";
  if (typeof value === "bigint") return "use a number up to 2^53 - 1, or write it with nix.raw";
  if (typeof value === "function")
    return "use what it returns, or build a function with nix.fn or nix.lambda";
  if (typeof value === "symbol") return "use its text";
  if (value instanceof Date) return "use its text: date.toISOString()";
  if (value instanceof Map) return "use Object.fromEntries(map)";
  if (value instanceof Set) return "use an array: [...set]";
  if (NixComment.isNixComment(value)) {
    return "comment an attribute or a list item; a whole file has a header";
  }
  if (NixEntry.isNixEntry(value)) return "put it into a set: nix.set(entry)";
  return "use a plain object, or the fact of it that is meant";
}
