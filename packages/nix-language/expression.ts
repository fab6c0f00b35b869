import { NixValueError } from "./value-error";

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
 * a set with one name only joins its parent's path: `{ a: { b: 1 } }` is `a.b = 1;`.
 */
export interface NixAttributes {
  readonly [name: string]: NixItem;
}

/** A list item or an attribute's value, either of which can carry a comment. */
export type NixItem = NixValue | NixComment<unknown>;

/** An attribute name: text, taken literally, or an expression (`${name}`). */
export type NixName = string | NixExpression;

/** A variable or attributes of one, as text that `nix.ref` accepts, or any other expression. */
export type NixReference = string | NixExpression;

/** Attributes in the order they are written in. */
export type NixEntries = NixAttributes | NixEntry | readonly (NixAttributes | NixEntry)[];

/** Operators between operands. */
export type NixOperator = "++" | "+" | "//" | "==" | "!=" | "&&" | "||";

export type ExpressionNode =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "raw"; readonly source: string }
  | { readonly kind: "string"; readonly parts: readonly (string | NixExpression)[] }
  | { readonly kind: "set"; readonly paragraphs: readonly NixEntries[] }
  | {
      readonly kind: "select";
      readonly from: NixExpression;
      readonly names: readonly NixName[];
      readonly fallback?: NixValue;
    }
  | {
      readonly kind: "apply";
      readonly function: NixExpression;
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
  | { readonly kind: "with"; readonly scope: NixExpression; readonly body: NixValue }
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

export type EntryNode =
  | { readonly kind: "binding"; readonly path: readonly NixName[]; readonly value: NixItem }
  | {
      readonly kind: "inherit";
      readonly from?: NixExpression;
      readonly names: readonly string[];
    };

declare const evaluatesTo: unique symbol;

/**
 * What only Nix computes, with the type of the value that it comes to: `NixComputed<boolean>` stands where
 * a boolean is meant. `never` is the type that nobody knows: it stands anywhere.
 */
export abstract class NixComputed<out Value> {
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
  constructor(readonly node: ExpressionNode) {
    super();
  }

  /** JavaScript asks for the text in a template, where it would write `[object Object]`. */
  override toString(): never {
    throw new NixValueError(
      "a Nix expression in a text of JavaScript: write the text as nix.interpolate`… ${expression} …`",
    );
  }
}

/** One or more attributes of a set that a plain object cannot say. Made by the functions of `nix`. */
export class NixEntry {
  constructor(readonly node: EntryNode) {}
}

/** A value with a comment above it. Made by `nix.comment`. */
export class NixComment<out Value = NixValue> extends NixComputed<Value> {
  constructor(
    readonly text: string,
    readonly value: NixValue,
  ) {
    super();
  }
}
