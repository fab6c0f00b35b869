import {
  type Block,
  firstText,
  flatText,
  flatWidth,
  type Group,
  type Item,
  lineBreaks,
  mergeSpacing,
  Spacing,
  type Text,
} from "./document";
import {
  columnAfterFlat,
  columnAfterSplit,
  type Flat,
  type Lookahead,
  splitsOf,
  staysOnLine,
} from "./fitting";

/** Width of one step of indentation. */
const INDENT = 2;

interface Indentation {
  readonly nest: number;
  readonly columns: number;
  readonly outer: Indentation | undefined;
}

const NO_INDENTATION: Indentation = { nest: 0, columns: 0, outer: undefined };

/** A line with the texts of a run. */
interface Line {
  isEmpty: boolean;
  pending: Spacing;
}

/** A document as text. */
export interface Rendering {
  /** The lines. The last line also ends with a line break. */
  readonly text: string;
  /** The values with an opening bracket at the end of a line. */
  readonly broken: ReadonlySet<object>;
}

/** Lays out a document. Each group is on one line if it fits. */
export function render(document: Group): Rendering {
  const page = new Page();
  page.group(document, undefined);
  return page.rendering();
}

/**
 * The page written so far. Indentation is relative to the line on which a nesting level starts: if several
 * levels start on one line, the next line is still indented by one step.
 */
class Page {
  private readonly chunks: (string | Text)[] = [];
  /** Width of the current line without its indentation. */
  private column = 0;
  private indentation = NO_INDENTATION;

  rendering(): Rendering {
    const broken = new Set<object>();
    let text = "";
    for (const [index, chunk] of this.chunks.entries()) {
      if (typeof chunk === "string") {
        text += chunk;
        continue;
      }
      text += chunk.text;
      if (chunk.opens === undefined) continue;
      const next = this.chunks[index + 1];
      if (typeof next === "string" && next.startsWith("\n")) broken.add(chunk.opens);
    }
    return { text: `${text}\n`, broken };
  }

  group(group: Group, next: Lookahead | undefined): void {
    if (columnAfterFlat(group, this.column, next) !== undefined) {
      this.flat(group);
      return;
    }
    const split = splitsOf(group).find(
      (split) => columnAfterSplit(split, this.column, next) !== undefined,
    );
    if (split === undefined) {
      this.items(group.items, next);
    } else {
      this.flat(split.before);
      this.items(split.broken, { items: split.unbroken, from: 0, outer: next });
      this.flat(split.after);
    }
  }

  private items(items: readonly Item[], next: Lookahead | undefined): void {
    for (const [index, item] of items.entries()) {
      if (typeof item === "number") this.spacing(item, { items, from: index + 1, outer: next });
      else if (item.type === "text") this.text(item);
      else if (item.type === "run") this.run(item.items);
      else if (item.type === "block") this.block(item);
      else this.group(item, { items, from: index + 1, outer: next });
    }
  }

  /** Writes items on the current line. */
  private flat({ items, lead, width, trail }: Flat): void {
    const first = firstText(items);
    if (first === undefined) return;
    if (this.column === 0) {
      this.indent(first.nest, INDENT);
      this.chunks.push(" ".repeat(this.indentation.columns + first.offset));
    } else {
      this.space(flatWidth(lead));
    }
    this.chunks.push(flatText(items));
    this.column += width;
    this.space(flatWidth(trail));
  }

  private spacing(spacing: Spacing, next: Lookahead): void {
    if (this.column === 0) return;
    if (staysOnLine(spacing, this.column, next)) {
      this.space(flatWidth(spacing));
    } else {
      this.chunks.push("\n".repeat(lineBreaks(spacing)));
      this.column = 0;
    }
  }

  private space(columns: number): void {
    if (columns > 0) this.chunks.push(" ".repeat(columns));
    this.column += columns;
  }

  private text(text: Text): void {
    const atLineStart = this.column === 0;
    this.indent(text.nest, atLineStart ? INDENT : 0);
    if (atLineStart) this.chunks.push(" ".repeat(this.indentation.columns + text.offset));
    this.chunks.push(text);
    this.column += text.width;
  }

  /** Writes lines with a final layout: the first starts a line, and a line break follows the last. */
  private block({ lines, nest, offset }: Block): void {
    this.indent(nest, INDENT);
    const margin = " ".repeat(this.indentation.columns + offset);
    this.chunks.push(lines.map((line) => (line === "" ? line : margin + line)).join("\n"));
    this.column = 1;
  }

  /** Writes the texts of a run, each of which can enter or leave nesting levels. */
  private run(items: readonly Item[], line: Line = { isEmpty: true, pending: Spacing.NONE }): void {
    for (const item of items) {
      if (typeof item === "number") {
        line.pending = mergeSpacing(line.pending, item);
      } else if (item.type === "text") {
        if (!line.isEmpty) this.space(flatWidth(line.pending));
        this.text(item);
        line.isEmpty = false;
        line.pending = Spacing.NONE;
      } else if (item.type !== "block") {
        this.run(item.items, line);
      }
    }
  }

  /** Enters or leaves nesting levels. Entering indents by `step`. */
  private indent(nest: number, step: number): void {
    let current = this.indentation;
    while (current.nest > nest && current.outer !== undefined) current = current.outer;
    if (current.nest < nest) {
      current = { nest, columns: current.columns + step, outer: current };
    }
    this.indentation = current;
  }
}
