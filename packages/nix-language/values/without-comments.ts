import {
  type EntryNode,
  type ExpressionNode,
  entriesOf,
  isAttributes,
  isList,
  type NixAttributes,
  NixComment,
  type NixEntries,
  NixEntry,
  NixExpression,
  operandsOf,
} from "./expression";
import { nameStep, Walk } from "./walk";

/**
 * A copy of a value, or of a part of a value, without comments.
 *
 * @throws NixValueError for a value that contains itself, or is nested too deeply
 */
export function withoutComments<Part>(part: Part): Part {
  return Walk.through((walk) => new CommentRemover(walk).without(part));
}

/** Fields of nodes with several values or names. Other fields have one value, which can be a list. */
const LISTS: ReadonlySet<string> = new Set(["names", "others", "parameters", "parts", "path"]);

class CommentRemover {
  constructor(private readonly walk: Walk) {}

  without<Part>(part: Part): Part {
    if (!isWalkedInto(part)) return part;
    this.walk.enter(part);
    const uncommented = this.uncommented(part);
    this.walk.leave();
    return uncommented as Part;
  }

  private at<Part>(step: string | number, part: Part): Part {
    this.walk.to(step);
    const uncommented = this.without(part);
    this.walk.back();
    return uncommented;
  }

  private uncommented(part: object): unknown {
    if (NixComment.isNixComment(part)) return this.without(part.value);
    if (NixExpression.isNixExpression(part)) return new NixExpression(this.inNode(part.node));
    if (NixEntry.isNixEntry(part)) return new NixEntry(this.inEntry(part.node));
    if (isList<unknown>(part)) {
      return part.map((item, index) => this.at(index, item));
    }
    return this.inAttributes(part);
  }

  private inAttributes(attributes: object): NixAttributes {
    const entries = Object.entries(attributes).map(([name, value]) => [name, this.at(name, value)]);
    return Object.fromEntries(entries);
  }

  private inNode(node: ExpressionNode): ExpressionNode {
    switch (node.kind) {
      case "set":
        return { ...node, paragraphs: node.paragraphs.map((entries) => this.inEntries(entries)) };
      case "let":
        return {
          ...node,
          variables: this.inEntries(node.variables),
          body: this.without(node.body),
        };
      case "operation": {
        const [first, ...others] = operandsOf(node).map((operand) => this.without(operand));
        return { ...node, first: first as typeof node.first, others };
      }
      default:
        return this.inFields(node);
    }
  }

  private inEntry(node: EntryNode): EntryNode {
    if (node.kind === "inherit") return this.inFields(node);
    for (const name of node.path) this.walk.to(nameStep(name));
    const fields = this.inFields(node);
    this.walk.back(node.path.length);
    return fields;
  }

  private inEntries(entries: NixEntries): NixEntries {
    return entriesOf(entries).map((entry) =>
      NixEntry.isNixEntry(entry)
        ? new NixEntry(this.inEntry(entry.node))
        : this.inAttributes(entry),
    );
  }

  private inFields<Node extends object>(node: Node): Node {
    const fields = Object.entries(node).map(([name, field]) => [
      name,
      LISTS.has(name) && isList<unknown>(field)
        ? field.map((item) => this.without(item))
        : this.without(field),
    ]);
    return Object.fromEntries(fields);
  }
}

function isWalkedInto(part: unknown): part is object {
  return (
    NixComment.isNixComment(part) ||
    NixExpression.isNixExpression(part) ||
    NixEntry.isNixEntry(part) ||
    isList(part) ||
    isAttributes(part)
  );
}
