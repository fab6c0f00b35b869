import type { NixOperator } from "../values/expression";

/** An expression as it is written in a file, with quoted names, escaped strings and parentheses. */
export type Syntax = Term | Application | Operation | Prefix | Lambda | PatternFunction | Block;

/** Syntax that never needs parentheses. */
export type Term = Token | Str | List | AttributeSet | Selection | Parenthesized;

export type Block = With | Let | If;

export interface Token {
  readonly type: "token";
  readonly kind: "identifier" | "number" | "path" | "raw";
  readonly text: string;
}

export interface Str {
  readonly type: "string";
  /** Whether it is written between `''`, on one line or several, instead of between `"`, on one line. */
  readonly indented: boolean;
  readonly lines: readonly StringLine[];
}

/** Escaped text and the expressions between `${` and `}`. */
export type StringLine = readonly (string | Syntax)[];

export interface List {
  readonly type: "list";
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly comment: readonly string[];
  readonly value: Term;
}

export interface AttributeSet {
  readonly type: "set";
  readonly paragraphs: readonly Paragraph[];
}

/** Entries without an empty line between them. */
export type Paragraph = readonly Entry[];

export type Entry = Binding | Inherit;

export interface Binding {
  readonly type: "binding";
  readonly comment: readonly string[];
  readonly path: readonly Name[];
  readonly value: Syntax;
}

export interface Inherit {
  readonly type: "inherit";
  /** The set with the inherited attributes; by default, the enclosing scope. */
  readonly from: Syntax | undefined;
  readonly names: readonly Name[];
}

export type Name = BareName | Str | DynamicName;

export interface BareName {
  readonly type: "bare";
  readonly text: string;
}

/** `${…}` as a name. */
export interface DynamicName {
  readonly type: "dynamic";
  readonly value: Syntax;
}

export interface Selection {
  readonly type: "selection";
  readonly from: Token | Parenthesized;
  readonly names: readonly Name[];
  readonly fallback: Term | undefined;
}

export interface Parenthesized {
  readonly type: "parenthesized";
  readonly value: Syntax;
}

export interface Application {
  readonly type: "application";
  readonly head: Term;
  /** The arguments before the last one. */
  readonly arguments: readonly Term[];
  readonly last: Term;
}

export interface Operation {
  readonly type: "operation";
  readonly operator: NixOperator;
  readonly first: Syntax;
  readonly others: readonly Syntax[];
}

export interface Prefix {
  readonly type: "prefix";
  readonly operator: "-" | "!";
  readonly operand: Syntax;
}

export interface Lambda {
  readonly type: "lambda";
  readonly parameter: string;
  readonly body: Syntax;
}

/** `{ a, b, ... }: body` */
export interface PatternFunction {
  readonly type: "function";
  readonly parameters: readonly string[];
  readonly body: Syntax;
}

export interface With {
  readonly type: "with";
  readonly scope: Syntax;
  readonly body: Syntax;
}

export interface Let {
  readonly type: "let";
  readonly bindings: Paragraph;
  readonly body: Syntax;
}

export interface If {
  readonly type: "if";
  readonly condition: Syntax;
  readonly consequence: Syntax;
  readonly alternative: Syntax;
}
