import { textWidth } from "../layout/document";
import { PAGE_WIDTH } from "../layout/fitting";
import type {
  AttributeSet,
  Binding,
  Entry,
  List,
  ListItem,
  Name,
  Paragraph,
  Str,
  Syntax,
} from "../syntax/syntax";
import { FEW_PARAMETERS } from "./traits";

/** Lays out what has more than one possible layout. */
export interface Layout {
  /** The lines of an attribute. */
  readonly entry: (entry: Entry) => readonly string[];
  /** The lines of a list item, with its comment. */
  readonly item: (item: ListItem) => readonly string[];
}

const STEP = "  ";

/**
 * The lines of a set's attributes, one attribute per line and an empty line between paragraphs. Most attributes have
 * only one possible layout, which is written without computing widths at each level.
 */
export function linesOf(paragraphs: readonly Paragraph[], layout: Layout): readonly string[] {
  const lines = new Lines(layout);
  lines.paragraphs(paragraphs, "");
  return lines.all;
}

class Lines {
  readonly all: string[] = [];

  constructor(private readonly layout: Layout) {}

  paragraphs(paragraphs: readonly Paragraph[], margin: string): void {
    paragraphs.forEach((paragraph, index) => {
      if (index > 0) this.all.push("");
      for (const entry of paragraph) this.entry(entry, margin);
    });
  }

  private entry(entry: Entry, margin: string): void {
    if (entry.type === "binding") {
      const name = literalPath(entry.path);
      if (name !== undefined && this.binding(`${name} =`, entry, margin)) return;
    }
    this.laidOut(this.layout.entry(entry), margin);
  }

  /** Writes an attribute; false if it has more than one possible layout. */
  private binding(start: string, { comment, value }: Binding, margin: string): boolean {
    const text = plainText(value) ?? oneItem(value);
    const line = text === undefined ? firstLine(start, value) : `${start} ${text};`;
    if (line === undefined || textWidth(line) > PAGE_WIDTH) return false;
    this.laidOut(comment, margin);
    this.all.push(margin + line);
    if (text === undefined) this.below(value, margin);
    return true;
  }

  /** The lines of a value below its first line. */
  private below(value: Syntax, margin: string): void {
    if (value.type === "set") {
      this.paragraphs(value.paragraphs, margin + STEP);
      this.all.push(`${margin}};`);
    } else if (value.type === "list") {
      for (const item of value.items) this.item(item, margin + STEP);
      this.all.push(`${margin}];`);
    } else if (value.type === "with") {
      this.below(value.body, margin);
    } else if (value.type === "function") {
      const inner = margin + STEP;
      this.laidOut(parameterLines(value.parameters), inner);
      this.all.push(`${inner}{`);
      this.below(value.body, inner);
    }
  }

  private item(item: ListItem, margin: string): void {
    const text = plainText(item.value);
    if (text === undefined || textWidth(text) > PAGE_WIDTH) {
      this.laidOut(this.layout.item(item), margin);
    } else {
      this.laidOut(item.comment, margin);
      this.all.push(margin + text);
    }
  }

  private laidOut(lines: readonly string[], margin: string): void {
    for (const line of lines) this.all.push(line === "" ? line : margin + line);
  }
}

/** The first line of a value that always has several lines; undefined if it can have one. */
function firstLine(start: string, value: Syntax): string | undefined {
  switch (value.type) {
    case "set":
      return isOneInherit(value.paragraphs) ? undefined : `${start} {`;
    case "list":
      return hasLinePerItem(value) ? `${start} [` : undefined;
    case "with": {
      const scope = plainText(value.scope);
      const isOpen = value.body.type === "list" && hasLinePerItem(value.body);
      return isOpen && scope !== undefined ? `${start} with ${scope}; [` : undefined;
    }
    case "function":
      return value.body.type === "set" && hasLineBreaks(value.body) ? start : undefined;
    default:
      return undefined;
  }
}

function parameterLines(parameters: readonly string[]): readonly string[] {
  const all = [...parameters, "..."];
  return parameters.length <= FEW_PARAMETERS
    ? [`{ ${all.join(", ")} }:`]
    : [
        "{",
        ...all.map((name, index) => (index < parameters.length ? `${STEP}${name},` : STEP + name)),
        "}:",
      ];
}

/** A path without computed names, as text. */
function literalPath(path: readonly Name[]): string | undefined {
  let text = "";
  for (const name of path) {
    const part = plainName(name);
    if (part === undefined) return undefined;
    text += text === "" ? part : `.${part}`;
  }
  return text;
}

function plainName(name: Name): string | undefined {
  if (name.type === "bare") return name.text;
  return name.type === "string" ? plainString(name) : undefined;
}

/** A value without brackets that have several lines, as text. It is on one line if it fits. */
function plainText(value: Syntax): string | undefined {
  switch (value.type) {
    case "set":
      return value.paragraphs.length === 0 ? "{ }" : undefined;
    case "list":
      return value.items.length === 0 ? "[ ]" : undefined;
    case "application": {
      let text = plainTerm(value.head);
      for (const argument of [...value.arguments, value.last]) {
        const next = plainTerm(argument);
        if (text === undefined || next === undefined) return undefined;
        text += ` ${next}`;
      }
      return text;
    }
    default:
      return plainTerm(value);
  }
}

/** As {@link plainText}, for a term without brackets. */
function plainTerm(value: Syntax): string | undefined {
  switch (value.type) {
    case "token":
      return value.kind === "raw" ? undefined : value.text;
    case "string":
      return plainString(value);
    case "parenthesized": {
      const inner = value.value.type === "application" ? plainText(value.value) : undefined;
      return inner === undefined ? undefined : `(${inner})`;
    }
    case "selection": {
      const { from, names, fallback } = value;
      const start = from.type === "token" ? plainTerm(from) : undefined;
      const path = literalPath(names);
      const isPlain = start !== undefined && path !== undefined && fallback === undefined;
      return isPlain ? `${start}.${path}` : undefined;
    }
    default:
      return undefined;
  }
}

function plainString({ indented, lines }: Str): string | undefined {
  const [line = [], ...others] = lines;
  const [text = "", ...parts] = line;
  const isPlain = !indented && others.length === 0 && parts.length === 0;
  return isPlain && typeof text === "string" ? `"${text}"` : undefined;
}

/** A list of one item, as text. It is on one line if it fits. */
function oneItem(value: Syntax): string | undefined {
  if (value.type !== "list" || value.items.length !== 1) return undefined;
  const [item] = value.items;
  const text = item === undefined || item.comment.length > 0 ? undefined : plainText(item.value);
  return text === undefined ? undefined : `[ ${text} ]`;
}

/** Whether each item of a list has its own line, however short the list is. */
function hasLinePerItem({ items }: List): boolean {
  const [first, second] = items;
  return first !== undefined && (second !== undefined || first.comment.length > 0);
}

/** Whether a set has several attributes or comments, which have separate lines. */
export function hasLineBreaks({ paragraphs }: AttributeSet): boolean {
  const [[first, second] = [], ...others] = paragraphs;
  const hasComment = first?.type === "binding" && first.comment.length > 0;
  return others.length > 0 || second !== undefined || hasComment;
}

/** Whether a set has only one `inherit`, so that it can be on one line. */
export function isOneInherit(paragraphs: readonly Paragraph[]): boolean {
  const [paragraph = [], ...others] = paragraphs;
  return others.length === 0 && paragraph.length === 1 && paragraph[0]?.type === "inherit";
}
