import {
  entriesOf,
  isAttributes,
  isList,
  isOperation,
  type NixAttributes,
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixName,
  type NodeOf,
} from "./expression";
import { COMPUTED, Walk } from "./walk";

/** A value within another value. */
export interface NixPart {
  /** In a text, `${…}` replaces each interpolation. Invalid Nix values are parts as well. */
  readonly value: unknown;
  /** Its path: attribute names and list indexes. */
  readonly at: readonly string[];
  /** Whether the attribute can evaluate to this value. If not, the value is only an input of a computation. */
  readonly isResult: boolean;
}

/**
 * All parts of a value, including itself and those within expressions.
 *
 * @param at - path of the value, with which the paths of its parts start
 * @throws NixValueError for a value that contains itself, or is nested too deeply
 */
export function partsOf(value: unknown, at: readonly string[] = []): Iterable<NixPart> {
  const parts: NixPart[] = [];
  visitParts(value, at, (part) => parts.push(part));
  return parts;
}

/** Calls a function with each part that {@link partsOf} returns. A large value needs less memory this way. */
export function visitParts(
  value: unknown,
  at: readonly string[],
  visit: (part: NixPart) => void,
): void {
  Walk.through((walk) => new PartFinder(walk, at, visit).find(value, undefined, true), at);
}

/** A step of a path, and the steps before it. */
interface Trail {
  readonly step: string;
  readonly before: Trail | undefined;
}

class Part implements NixPart {
  constructor(
    readonly value: unknown,
    readonly isResult: boolean,
    private readonly from: readonly string[],
    private readonly trail: Trail | undefined,
  ) {}

  get at(): readonly string[] {
    const steps: string[] = [];
    for (let rest = this.trail; rest !== undefined; rest = rest.before) steps.push(rest.step);
    return [...this.from, ...steps.reverse()];
  }
}

class PartFinder {
  constructor(
    private readonly walk: Walk,
    private readonly from: readonly string[],
    private readonly visit: (part: NixPart) => void,
  ) {}

  find(value: unknown, at: Trail | undefined, isResult: boolean): void {
    this.add(value, at, isResult);
    if (typeof value !== "object" || value === null) return;
    this.walk.enter(value);
    if (NixComment.isNixComment(value)) this.find(value.value, at, isResult);
    else if (NixExpression.isNixExpression(value)) this.findInExpression(value, at, isResult);
    else if (isList<unknown>(value)) this.findInList(value, at, isResult);
    else if (isAttributes(value)) this.findInAttributes(value, at);
    this.walk.leave();
  }

  private findInAttributes(attributes: NixAttributes, at: Trail | undefined): void {
    for (const name of Object.keys(attributes)) this.findAt(name, attributes[name], at, true);
  }

  private findInList(list: readonly unknown[], at: Trail | undefined, isResult: boolean): void {
    for (let index = 0; index < list.length; index++) {
      this.findAt(index, list[index], at, isResult);
    }
  }

  private findAt(
    step: string | number,
    value: unknown,
    before: Trail | undefined,
    isResult: boolean,
  ): void {
    this.walk.to(step);
    this.find(value, { step: `${step}`, before }, isResult);
    this.walk.back();
  }

  private findAll(values: readonly unknown[], at: Trail | undefined, isResult: boolean): void {
    for (const value of values) this.find(value, at, isResult);
  }

  private findInExpression(
    { node }: NixExpression<unknown>,
    at: Trail | undefined,
    isResult: boolean,
  ): void {
    switch (node.kind) {
      case "raw":
        this.add(node.source, at, false);
        break;
      case "string":
        this.add(this.textOf(node.parts), at, isResult);
        this.findAll(node.parts.filter(NixExpression.isNixExpression), at, false);
        break;
      case "set":
        for (const paragraph of node.paragraphs) this.findInEntries(paragraph, at);
        break;
      case "select":
        this.findAll([node.from, ...computed(node.names)], at, false);
        if (node.fallback !== undefined) this.find(node.fallback, at, isResult);
        break;
      case "apply": {
        const values = [node.first, ...node.others];
        this.findAll([node.function, ...values.slice(0, -1)], at, false);
        this.find(values.at(-1), at, isResult && passesOn(node.function));
        break;
      }
      case "operation":
        this.findInOperation(node, at, isResult);
        break;
      case "not":
        this.find(node.operand, at, false);
        break;
      case "lambda":
      case "function":
        this.find(node.body, at, isResult);
        break;
      case "with":
        this.find(node.scope, at, false);
        this.find(node.body, at, isResult);
        break;
      case "let":
        this.findInEntries(node.variables, at);
        this.find(node.body, at, isResult);
        break;
      case "if":
        this.find(node.condition, at, false);
        this.findAll([node.consequence, node.alternative], at, isResult);
        break;
      case "variable":
      case "float":
      case "path":
        break;
    }
  }

  /** Operations nested in the first operand, as created by a loop, count as one level. */
  private findInOperation(
    operation: NodeOf<"operation">,
    at: Trail | undefined,
    isResult: boolean,
  ): void {
    const { operator } = operation;
    const areResults = isResult && (operator === "++" || operator === "//");
    const groups = [operation.others];
    let { first } = operation;
    while (isOperation(first, operator)) {
      this.add(first, at, areResults);
      groups.push(first.node.others);
      first = first.node.first;
    }
    this.find(first, at, areResults);
    for (const operands of groups.reverse()) this.findAll(operands, at, areResults);
  }

  private findInEntries(entries: NixEntries, at: Trail | undefined): void {
    for (const entry of entriesOf(entries)) {
      if (!NixEntry.isNixEntry(entry)) {
        this.add(entry, at, true);
        this.findInAttributes(entry, at);
      } else if (entry.node.kind === "binding") {
        const { path, value } = entry.node;
        this.findAll(computed(path), at, false);
        this.findBelow(
          path.map((name) => this.textOf([name])),
          value,
          at,
        );
      } else if (entry.node.from !== undefined) this.find(entry.node.from, at, false);
    }
  }

  private findBelow(path: readonly string[], value: unknown, at: Trail | undefined): void {
    const below = path.reduce<Trail | undefined>((before, step) => ({ step, before }), at);
    for (const name of path) this.walk.to(name);
    this.find(value, below, true);
    this.walk.back(path.length);
  }

  /** Text of a string or a name, with `${…}` for parts that Nix computes. */
  private textOf(parts: readonly (string | NixExpression<unknown>)[]): string {
    const texts = parts.map((part) => {
      if (typeof part === "string") return part;
      const { node } = part;
      if (node.kind !== "string") return COMPUTED;
      this.walk.enter(part);
      const text = this.textOf(node.parts);
      this.walk.leave();
      return text;
    });
    return texts.join("");
  }

  private add(value: unknown, at: Trail | undefined, isResult: boolean): void {
    this.visit(new Part(value, isResult, this.from, at));
  }
}

/** `lib.mkForce`, `lib.mkIf` and similar functions: their last argument becomes the value of the option. */
function passesOn({ node }: NixExpression<unknown>): boolean {
  if (node.kind === "apply") return passesOn(node.function);
  const name = node.kind === "select" ? node.names.at(-1) : node.kind === "variable" && node.name;
  return typeof name === "string" && /^mk[A-Z]/.test(name);
}

function computed(names: readonly NixName[]): readonly NixExpression<unknown>[] {
  return names.filter(NixExpression.isNixExpression);
}
