import { excerpt, NixValueError } from "../value-error";

/** Any value for which there is a Nix expression: plain data that can contain expressions. */
export type NixValue =
  | string
  | number
  | boolean
  | null
  | NixExpression<unknown>
  | readonly NixItem[]
  | NixAttributes;

/**
 * A plain object as an attribute set. Its names are sorted (`imports` and `enable` come first), and a set
 * with only one name is joined with the path of its parent: `{ a: { b: 1 } }` is `a.b = 1;`. Attributes with
 * a reference that ends in the same name are printed first, as `inherit`.
 */
export interface NixAttributes {
  readonly [name: string]: NixItem;
}

/** A list item or the value of an attribute. Both can have a comment. */
export type NixItem = NixValue | NixComment<unknown>;

/** An attribute name: literal text, or an expression (`${name}`). */
export type NixName = string | NixExpression<unknown>;

/** A variable or one of its attributes, as text that `nix.ref` accepts, or any other expression. */
export type NixReference = string | NixExpression<unknown>;

/** Attributes in the order of the file. */
export type NixEntries = NixAttributes | NixEntry | readonly (NixAttributes | NixEntry)[];

/** Binary operators. */
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

/** The node of an expression of one kind. */
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
 * A value that Nix computes, with its type: `NixComputed<boolean>` is allowed in place of a boolean. The type
 * `never` means that the type is unknown: it is allowed everywhere.
 */
export abstract class NixComputed<out Value> {
  static {
    mark(NixComputed.prototype, COMPUTED);
  }

  /** Whether a value is a NixComputed, also of another copy of the package. */
  static isNixComputed(value: unknown): value is NixComputed<unknown> {
    return hasMark(value, COMPUTED);
  }

  /** For the compiler only; no object has this property. */
  declare readonly [evaluatesTo]: Value;
}

/**
 * An attribute set with known names, `interface Git extends NixSet<Git>`, or an expression with this value.
 * The compiler suggests the correct spelling of a name in such a set, but not in a union with expressions.
 */
export interface NixSet<out Self> {
  readonly [evaluatesTo]?: Self;
}

/** An expression other than plain data. Created by the functions of `nix`. */
export class NixExpression<out Value = never> extends NixComputed<Value> {
  static {
    mark(NixExpression.prototype, EXPRESSION);
  }

  /** Whether a value is a NixExpression, also of another copy of the package. */
  static isNixExpression(value: unknown): value is NixExpression<unknown> {
    return hasMark(value, EXPRESSION);
  }

  readonly node: ExpressionNode;

  constructor(node: ExpressionNode) {
    super();
    this.node = Object.freeze(node);
  }

  /** Called by JavaScript for a template literal, which would otherwise contain `[object Object]`. */
  override toString(): never {
    throw new NixValueError({
      summary: "Nix expression in a JavaScript string",
      remedy: "write the string as nix.interpolate`… ${expression} …`",
    });
  }
}

/** One or more attributes that a plain object cannot express. Created by the functions of `nix`. */
export class NixEntry {
  static {
    mark(NixEntry.prototype, ENTRY);
  }

  /** Whether a value is a NixEntry, also of another copy of the package. */
  static isNixEntry(value: unknown): value is NixEntry {
    return hasMark(value, ENTRY);
  }

  constructor(readonly node: EntryNode) {}
}

/** A value with a comment above it. Created by `nix.comment`. */
export class NixComment<out Value = NixValue> extends NixComputed<Value> {
  static {
    mark(NixComment.prototype, COMMENT);
  }

  /** Whether a value is a NixComment, also of another copy of the package. */
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

/** Whether a value is a plain object, which is an attribute set. */
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
 * The operands of an operation. If its first operand is an operation with the same operator, its operands are
 * included: `(a ++ b) ++ c` has three. Values joined in a loop are therefore as flat as values joined at
 * once.
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

/** Whether a value is an operation with this operator, so that its operands can be merged with another one. */
export function isOperation(
  value: NixValue,
  operator: NixOperator,
): value is NixExpression<unknown> & { readonly node: NodeOf<"operation"> } {
  if (operator === "==" || operator === "!=" || !NixExpression.isNixExpression(value)) return false;
  return value.node.kind === "operation" && value.node.operator === operator;
}

/** The source of a selection, and all names: `(a.b).c` selects b and c from a. */
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

/** The error for an invalid value, with a replacement. */
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
    return "use its result, or build a function with nix.fn or nix.lambda";
  if (typeof value === "symbol") return "use its text";
  if (value instanceof Date) return "use its text: date.toISOString()";
  if (value instanceof Map) return "use Object.fromEntries(map)";
  if (value instanceof Set) return "use an array: [...set]";
  if (NixComment.isNixComment(value)) {
    return "add the comment to an attribute or a list item, or use the header of print for a whole file";
  }
  if (NixEntry.isNixEntry(value)) return "put it into a set: nix.set(entry)";
  return "use a plain object, or one of its properties";
}
