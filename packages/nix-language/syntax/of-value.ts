import { commentLines, float, integerOrFloat } from "../lexical/literals";
import {
  type EntryNode,
  entriesOf,
  isAttributes,
  isList,
  isOperation,
  type NixAttributes,
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixItem,
  type NixName,
  type NixOperator,
  type NixValue,
  type NodeOf,
  notAValue,
  operandsOf,
  selectionOf,
} from "../values/expression";
import { nameStep, Walk } from "../values/walk";
import {
  applicationOf,
  asOperand,
  asTerm,
  isAssociative,
  numberOf,
  operatorPrecedence,
  Precedence,
  selectionFrom,
} from "./operators";
import { inheritFirst, inheritInPlace, refuseConflicts, setOf } from "./sets";
import { nameOf, type Part, pathText, stringOf, textOf } from "./strings";
import type { Application, Binding, List, Name, Paragraph, Selection, Syntax } from "./syntax";

/** Maximum width of an attribute path; the rest of a longer path is put between braces. */
const LONGEST_PATH = 60;

/** Number of arguments that use as much of the stack as one level of nesting. */
const ARGUMENTS_OF_A_LEVEL = 4;

/** Names that come first in a module. */
const LEADING_NAMES: readonly string[] = ["imports", "enable"];

/**
 * A value as it is written in a file.
 *
 * @throws NixValueError for a value that Nix cannot express, or that is not a {@link NixValue}
 */
export function syntaxOf(value: NixValue): Syntax {
  return Walk.through((walk) => new Converter(walk).value(value));
}

class Converter {
  constructor(private readonly walk: Walk) {}

  value(value: NixValue): Syntax {
    if (typeof value === "string") return textOf(value);
    if (typeof value === "number") return numberOf(integerOrFloat(value));
    if (typeof value === "boolean" || value === null) {
      return { type: "token", kind: "identifier", text: String(value) };
    }
    if (typeof value !== "object") throw notAValue(value);
    this.walk.enter(value);
    const syntax = this.composed(value);
    this.walk.leave();
    return syntax;
  }

  private composed(value: object): Syntax {
    if (NixExpression.isNixExpression(value)) return this.expression(value);
    if (isList<NixItem>(value)) return this.list(value);
    if (isAttributes(value)) return setOf([inheritFirst(this.sortedParagraph(value))]);
    throw notAValue(value);
  }

  private expression({ node }: NixExpression<unknown>): Syntax {
    switch (node.kind) {
      case "variable":
        return { type: "token", kind: "identifier", text: node.name };
      case "float":
        return numberOf(float(node.value));
      case "path":
        return { type: "token", kind: "path", text: node.path };
      case "raw":
        return { type: "token", kind: "raw", text: node.source };
      case "string":
        return stringOf(this.parts(node.parts));
      case "set":
        return setOf(this.paragraphs(node.paragraphs));
      case "select":
        return this.selection(node);
      case "apply":
        return this.application(node);
      case "operation":
        return this.operation(node);
      case "not": {
        const operand = asOperand(this.value(node.operand), Precedence.CONCATENATION);
        return { type: "prefix", operator: "!", operand };
      }
      case "lambda":
        return { type: "lambda", parameter: node.parameter, body: this.value(node.body) };
      case "function":
        return { type: "function", parameters: node.parameters, body: this.value(node.body) };
      case "with":
        return { type: "with", scope: this.value(node.scope), body: this.value(node.body) };
      case "let":
        return this.variables(node.variables, node.body);
      case "if":
        return {
          type: "if",
          condition: this.value(node.condition),
          consequence: this.value(node.consequence),
          alternative: this.value(node.alternative),
        };
    }
  }

  private list(items: readonly NixItem[]): List {
    return {
      type: "list",
      items: Array.from(items, (item, index) => {
        this.walk.to(index);
        const comment = this.enterComment(item);
        const value = asTerm(this.value(uncommented(item)));
        this.leaveComment(item);
        this.walk.back();
        return { comment, value };
      }),
    };
  }

  /** The parts of a string, including those of nested strings. */
  private parts(parts: readonly (string | NixExpression<unknown>)[]): readonly Part[] {
    const all: Part[] = [];
    this.addParts(parts, all);
    return all;
  }

  private addParts(parts: readonly (string | NixExpression<unknown>)[], all: Part[]): void {
    for (const part of parts) {
      if (typeof part === "string") {
        all.push(part);
      } else if (!isString(part)) {
        all.push(this.value(part));
      } else {
        this.walk.enter(part);
        this.addParts(part.node.parts, all);
        this.walk.leave();
      }
    }
  }

  private name(name: NixName): Name {
    if (typeof name === "string") return nameOf([name]);
    if (!isString(name)) return { type: "dynamic", value: this.value(name) };
    this.walk.enter(name);
    const text = nameOf(this.parts(name.node.parts));
    this.walk.leave();
    return text;
  }

  /** `from.a.b`, `from.a.b or fallback` */
  private selection(node: NodeOf<"select">): Selection {
    const { from, names } = selectionOf(node);
    return selectionFrom(
      this.value(from),
      names.map((name) => this.name(name)),
      node.fallback === undefined ? undefined : asTerm(this.value(node.fallback)),
    );
  }

  /** `f x y`. If the function is itself an application, its arguments come first. */
  private application({ function: called, first, others }: NodeOf<"apply">): Application {
    const groups = [[first, ...others]];
    let callee = called;
    while (callee.node.kind === "apply") {
      groups.push([callee.node.first, ...callee.node.others]);
      callee = callee.node.function;
    }
    const values = groups.reverse().flat();
    // The first argument is nested in the others, `((f x) y) z`, but uses less stack than brackets.
    const levels = values.length / ARGUMENTS_OF_A_LEVEL;
    this.walk.enter(values, levels);
    const head = this.value(callee);
    const application = applicationOf(
      head,
      values.map((value) => asTerm(this.value(value))),
    );
    this.walk.leave(levels);
    return application;
  }

  /** `a ++ b ++ c`. Operands of a nested operation are merged if the meaning stays the same. */
  private operation(node: NodeOf<"operation">): Syntax {
    const { operator } = node;
    const [first, ...others] = operandsOf(node);
    if (others.length === 0) return this.value(first);
    const operands: Syntax[] = [];
    this.addOperand(operator, first, isAssociative(operator) || operator === "+", operands);
    for (const other of others) this.addOperand(operator, other, isAssociative(operator), operands);
    const [start, ...rest] = operands;
    return { type: "operation", operator, first: start as Syntax, others: rest };
  }

  private addOperand(
    operator: NixOperator,
    value: NixValue,
    joins: boolean,
    operands: Syntax[],
  ): void {
    if (joins && isOperation(value, operator)) {
      this.walk.enter(value);
      for (const each of operandsOf(value.node)) this.addOperand(operator, each, joins, operands);
      this.walk.leave();
      return;
    }
    const operand = this.value(value);
    if (joins && operand.type === "operation" && operand.operator === operator) {
      for (const each of [operand.first, ...operand.others]) operands.push(each);
    } else {
      operands.push(asOperand(operand, operatorPrecedence(operator)));
    }
  }

  private variables(variables: NixEntries, value: NixValue): Syntax {
    const bindings = this.paragraph(variables);
    refuseConflicts([bindings]);
    const body = this.value(value);
    return bindings.length === 0 ? body : { type: "let", bindings, body };
  }

  private paragraphs(all: readonly NixEntries[]): readonly Paragraph[] {
    const paragraphs = all.map((entries) => inheritInPlace(this.paragraph(entries)));
    refuseConflicts(paragraphs);
    return paragraphs;
  }

  /** Attributes in their original order. */
  private paragraph(entries: NixEntries): Paragraph {
    return entriesOf(entries).flatMap((entry): Paragraph => {
      if (NixEntry.isNixEntry(entry)) return this.entry(entry.node);
      return Object.entries(entry).map(([name, value]) => this.binding([name], value));
    });
  }

  /** The attributes of a plain object: leading names first, the others in the order of their UTF-16 code units. */
  private sortedParagraph(attributes: NixAttributes): Paragraph {
    const names = Object.keys(attributes).sort();
    const leading = LEADING_NAMES.filter((name) => Object.hasOwn(attributes, name));
    const sorted = leading.length === 0 ? names : [...new Set([...leading, ...names])];
    return sorted.map((name) => this.binding([name], attributes[name] as NixItem));
  }

  private entry(entry: EntryNode): Paragraph {
    if (entry.kind === "binding") return [this.binding(entry.path, entry.value)];
    if (entry.names.length === 0) return [];
    const from = entry.from === undefined ? undefined : this.value(entry.from);
    return [{ type: "inherit", from, names: entry.names.map((name) => this.name(name)) }];
  }

  /** `path = value;`. A plain object with one attribute extends the path. */
  private binding(path: readonly NixName[], item: NixItem): Binding {
    for (const name of path) this.walk.to(nameStep(name));
    const names = path.map((name) => this.name(name));
    const binding = this.extendedBinding(names, item);
    this.walk.back(path.length);
    return binding;
  }

  private extendedBinding(path: readonly Name[], item: NixItem): Binding {
    const comment = this.enterComment(item);
    const binding = this.bindingOf(path, uncommented(item), comment);
    this.leaveComment(item);
    return binding;
  }

  private bindingOf(path: readonly Name[], value: NixValue, comment: readonly string[]): Binding {
    const only = onlyAttribute(value);
    const longer = only === undefined ? path : [...path, this.name(only.name)];
    if (only === undefined || pathText(longer).length > LONGEST_PATH) {
      return { type: "binding", comment, path, value: this.value(value) };
    }
    this.walk.enter(only.set);
    this.walk.to(only.name);
    const inner = this.extendedBinding(longer, only.item);
    this.walk.back();
    this.walk.leave();
    return comment.length === 0 ? inner : { ...inner, comment: [...comment, ...inner.comment] };
  }

  /** The lines of an item's comment. */
  private enterComment(item: NixItem): readonly string[] {
    if (!NixComment.isNixComment(item)) return NO_COMMENT;
    this.walk.enter(item);
    return commentLines(item.text);
  }

  private leaveComment(item: NixItem): void {
    if (NixComment.isNixComment(item)) this.walk.leave();
  }
}

const NO_COMMENT: readonly string[] = [];

/** An item without its comment. */
function uncommented(item: NixItem): NixValue {
  return NixComment.isNixComment(item) ? item.value : item;
}

function isString(
  part: NixExpression<unknown>,
): part is NixExpression<unknown> & { readonly node: NodeOf<"string"> } {
  return NixExpression.isNixExpression(part) && part.node.kind === "string";
}

function onlyAttribute(
  value: NixValue,
): { set: NixAttributes; name: string; item: NixItem } | undefined {
  if (!isAttributes(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return { set: value, name, item: value[name] as NixItem };
}
