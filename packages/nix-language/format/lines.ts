import { textWidth } from "../layout/document";
import { PAGE_WIDTH } from "../layout/fitting";
import type { Binding, List, ListItem, Name, Paragraph, Str, Syntax } from "../syntax/syntax";
import { isBareName, SHORT_PATH } from "./traits";

/** Lays out what has more than one possible layout. */
export interface Layout {
  /** The lines of an attribute. */
  readonly entry: (entry: Paragraph[number]) => readonly string[];
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

  private entry(entry: Paragraph[number], margin: string): void {
    if (entry.type === "binding") {
      const name = shortPath(entry.path);
      if (name !== undefined && this.binding(`${name} =`, entry, margin)) return;
    }
    this.laidOut(this.layout.entry(entry), margin);
  }

  /** Writes an attribute; false if it has more than one possible layout. */
  private binding(start: string, { comment, value }: Binding, margin: string): boolean {
    const text = plainText(value);
    if (text !== undefined) {
      const line = `${start} ${text};`;
      if (textWidth(line) > PAGE_WIDTH) return false;
      this.comment(comment, margin);
      this.all.push(margin + line);
    } else if (value.type === "set" && !isOneInherit(value.paragraphs)) {
      this.comment(comment, margin);
      this.all.push(`${margin}${start} {`);
      this.paragraphs(value.paragraphs, margin + STEP);
      this.all.push(`${margin}};`);
    } else if (value.type === "list" && hasLinePerItem(value)) {
      this.comment(comment, margin);
      this.all.push(`${margin}${start} [`);
      for (const item of value.items) this.item(item, margin + STEP);
      this.all.push(`${margin}];`);
    } else {
      return false;
    }
    return true;
  }

  private item(item: ListItem, margin: string): void {
    const text = plainText(item.value);
    if (text === undefined) {
      this.laidOut(this.layout.item(item), margin);
    } else {
      this.comment(item.comment, margin);
      this.all.push(margin + text);
    }
  }

  private comment(comment: readonly string[], margin: string): void {
    this.laidOut(comment, margin);
  }

  private laidOut(lines: readonly string[], margin: string): void {
    for (const line of lines) this.all.push(line === "" ? line : margin + line);
  }
}

/** A path that never breaks, as text. */
function shortPath(path: readonly Name[]): string | undefined {
  if (path.length > SHORT_PATH) return undefined;
  let text = "";
  for (const name of path) {
    if (!isBareName(name)) return undefined;
    text += text === "" ? name.text : `.${name.text}`;
  }
  return text;
}

/** A value without any place for a line break, as text. */
function plainText(value: Syntax): string | undefined {
  switch (value.type) {
    case "token":
      return value.kind === "raw" ? undefined : value.text;
    case "string":
      return plainString(value);
    case "set":
      return value.paragraphs.length === 0 ? "{ }" : undefined;
    case "list":
      return value.items.length === 0 ? "[ ]" : undefined;
    case "selection": {
      const { from, names, fallback } = value;
      if (from.type !== "token" || from.kind === "raw" || fallback !== undefined) return undefined;
      let text = from.text;
      for (const name of names) {
        if (!isBareName(name)) return undefined;
        text += `.${name.text}`;
      }
      return text;
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

/** Whether each item of a list has its own line, however short the list is. */
function hasLinePerItem({ items }: List): boolean {
  const [first, second] = items;
  return first !== undefined && (second !== undefined || first.comment.length > 0);
}

/** Whether a set has only one `inherit`, so that it can be on one line. */
export function isOneInherit(paragraphs: readonly Paragraph[]): boolean {
  const [paragraph = [], ...others] = paragraphs;
  return others.length === 0 && paragraph.length === 1 && paragraph[0]?.type === "inherit";
}
