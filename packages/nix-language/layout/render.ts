import { type Group, type Item, type Measure, measure, type Text } from "./document";
import { flatText } from "./flat";
import { type Lookahead, lastLineWidth, nextLineFits, unbreakableWidth } from "./lookahead";
import { prioritySplits, unbroken } from "./priority";
import { flatWidth, lineBreaks, Spacing } from "./spacing";

/** Columns of a page, and of one step of indentation. */
const PAGE_WIDTH = 100;
const INDENT = 2;

interface Indentation {
  readonly nest: number;
  readonly columns: number;
  readonly outer: Indentation | undefined;
}

const NO_INDENTATION: Indentation = { nest: 0, columns: 0, outer: undefined };

/** A document as text. */
export interface Rendering {
  /** The lines; the last one ends with a line break, too. */
  readonly text: string;
  /** What its brackets belong to, of those after which a line ends. */
  readonly broken: ReadonlySet<object>;
}

/** Lays a document out, each group on one line where it fits. */
export function render(document: Group): Rendering {
  const page = new Page();
  page.group(document, undefined);
  return page.rendering();
}

/**
 * The page written so far. Indentation is relative to the line on which a nesting starts: however
 * many levels start on one line, the next line is indented by one step.
 */
class Page {
  private readonly chunks: (string | Text)[] = [];
  /** Columns used on the current line; its indentation does not count, nor does it for nixfmt. */
  private column = 0;
  private indentation = NO_INDENTATION;

  rendering(): Rendering {
    const broken = new Set<object>();
    const texts = this.chunks.map((chunk, index) => {
      if (typeof chunk === "string") return chunk;
      const next = this.chunks[index + 1];
      const endsLine = typeof next === "string" && next.startsWith("\n");
      if (endsLine && chunk.opens !== undefined) broken.add(chunk.opens);
      return chunk.text;
    });
    return { text: `${texts.join("")}\n`, broken };
  }

  group(group: Group, next: Lookahead | undefined): void {
    if (this.fits(group.items, group, next)) return;
    for (const split of prioritySplits(group)) {
      if (this.breaksOnly(split.before, split.broken, split.after, next)) return;
    }
    this.items(group.items, next);
  }

  private items(items: readonly Item[], next: Lookahead | undefined): void {
    for (const [index, item] of items.entries()) {
      if (typeof item !== "number" && item.type === "text") {
        this.text(item);
        continue;
      }
      const rest: Lookahead = { items, from: index + 1, outer: next };
      if (typeof item === "number") this.spacing(item, rest);
      else this.group(item, rest);
    }
  }

  /** Writes items on the current line if they fit there, together with what must follow them. */
  private fits(
    items: readonly Item[],
    { lead, width, trail }: Measure,
    next: Lookahead | undefined,
  ): boolean {
    if (items.length === 0) return true;
    const atLineStart = this.column === 0;
    const columns = (atLineStart ? 0 : flatWidth(lead)) + width + flatWidth(trail);
    if (this.column + columns > PAGE_WIDTH) return false;
    if (this.column + columns + unbreakableWidth(next) > PAGE_WIDTH) return false;
    const first = firstText(items);
    if (first === undefined) return true;
    if (atLineStart) {
      this.indent(first.nest, INDENT);
      this.chunks.push(" ".repeat(this.indentation.columns + first.offset));
    } else if (flatWidth(lead) > 0) {
      this.chunks.push(" ");
    }
    this.chunks.push(flatText(items));
    if (flatWidth(trail) > 0) this.chunks.push(" ");
    this.column += columns;
    return true;
  }

  /** Writes a group with only one part of it broken, or nothing if the rest does not fit so. */
  private breaksOnly(
    before: readonly Item[],
    broken: readonly Item[],
    after: readonly Item[],
    next: Lookahead | undefined,
  ): boolean {
    const afterMeasure = measure(after);
    // To write `broken` in vain at every level of nesting would take exponential time.
    const lastLine = lastLineWidth(broken) + flatWidth(afterMeasure.lead) + afterMeasure.width;
    if (after.length > 0 && lastLine + unbreakableWidth(next) > PAGE_WIDTH) return false;
    const { length } = this.chunks;
    const { column, indentation } = this;
    const rest: Lookahead = { items: after, from: 0, outer: next };
    if (this.fits(before, measure(before), { items: broken, from: 0, outer: rest })) {
      this.items(broken, { items: unbroken(after), from: 0, outer: next });
      if (this.fits(after, afterMeasure, next)) return true;
    }
    this.chunks.length = length;
    this.column = column;
    this.indentation = indentation;
    return false;
  }

  private spacing(spacing: Spacing, next: Lookahead): void {
    if (this.column === 0) return;
    const softWidth = spacing === Spacing.SOFT_LINE ? 1 : 0;
    const isSoft = spacing === Spacing.SOFT_BREAK || spacing === Spacing.SOFT_LINE;
    const stays =
      spacing === Spacing.HARD_SPACE ||
      (isSoft && nextLineFits(next, PAGE_WIDTH - this.column - softWidth, PAGE_WIDTH));
    if (stays) {
      const columns = flatWidth(spacing);
      this.chunks.push(" ".repeat(columns));
      this.column += columns;
    } else {
      this.chunks.push("\n".repeat(lineBreaks(spacing)));
      this.column = 0;
    }
  }

  private text(text: Text): void {
    const atLineStart = this.column === 0;
    this.indent(text.nest, atLineStart ? INDENT : 0);
    if (atLineStart) this.chunks.push(" ".repeat(this.indentation.columns + text.offset));
    this.chunks.push(text);
    this.column += text.width;
  }

  /** Enters or leaves nesting levels; entering indents by `step`. */
  private indent(nest: number, step: number): void {
    let current = this.indentation;
    while (current.nest > nest && current.outer !== undefined) current = current.outer;
    if (current.nest < nest) {
      current = { nest, columns: current.columns + step, outer: current };
    }
    this.indentation = current;
  }
}

function firstText(items: readonly Item[]): Text | undefined {
  for (const item of items) {
    if (typeof item === "number") continue;
    const text = item.type === "text" ? item : firstText(item.items);
    if (text !== undefined) return text;
  }
  return undefined;
}
