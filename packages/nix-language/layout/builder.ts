import {
  flatWidth,
  type Group,
  type GroupKind,
  type Item,
  isHard,
  lastText,
  measure,
  mergeSpacing,
  Spacing,
  type Text,
  textWidth,
} from "./document";

/** A group that is not complete yet. */
interface Frame {
  readonly items: Item[];
  readonly parent: Frame | undefined;
}

/** A part of a document. */
export interface Fragment {
  readonly items: readonly Item[];
  /** Width on one line, infinite if it needs several lines. Two merged spaces count as two, as in nixfmt. */
  readonly width: number;
  /** The nesting level at which it was built. */
  readonly nest: number;
}

/**
 * Builds a document in reading order and in normal form: adjacent spacings are merged, and a hard spacing at
 * the start or end of a group is moved out of the group, so that a group contains only spacings that it can
 * break.
 */
export class DocumentBuilder {
  private frame: Frame = { items: [], parent: undefined };
  private nestLevel = 0;
  private offsetColumns = 0;
  private mergedSpaces = 0;
  private onlyHeader = false;

  /** @param broken values with brackets to break even if they fit on one line */
  constructor(private readonly broken: ReadonlySet<object>) {}

  /** Writes the lines of a comment at the beginning. */
  header(lines: readonly string[]): this {
    for (const line of lines) this.text(line).space(Spacing.HARD_LINE);
    this.onlyHeader = lines.length > 0;
    return this;
  }

  /** Whether only a header has been written: the layout of some expressions is less compact below it. */
  get isBelowHeader(): boolean {
    return this.onlyHeader;
  }

  /** Writes text. It must not contain a line break. */
  text(text: string): this {
    if (text === "") return this;
    this.onlyHeader = false;
    const { nestLevel: nest, offsetColumns: offset } = this;
    const width = textWidth(text);
    this.writeText({ type: "text", text, width, nest, offset, opens: undefined });
    return this;
  }

  /**
   * Writes brackets and their indented content.
   *
   * @param whole the value with these brackets; it identifies them in `broken` of a second layout
   * @param spacing the spacing inside the brackets unless they are broken
   */
  brackets(pair: "{}" | "[]", whole: object, spacing: Spacing, content: () => void): this {
    const inner = this.broken.has(whole) ? Spacing.HARD_LINE : spacing;
    this.text(pair.charAt(0));
    const { items } = this.frame;
    const position = items.length - 1;
    this.space(inner).nest(content).space(inner);
    const opening = items[position];
    const mayFit = flatWidth(inner) <= 1 && Number.isFinite(measure(items, position).width);
    if (mayFit && isText(opening)) items[position] = { ...opening, opens: whole };
    return this.text(pair.charAt(1));
  }

  /** Writes lines with a final layout. Line breaks must surround them. */
  block(lines: readonly string[]): this {
    const { nestLevel: nest, offsetColumns: offset } = this;
    const width = Number.POSITIVE_INFINITY;
    this.frame.items.push({ type: "block", lines, width, nest, offset });
    return this;
  }

  space(spacing: Spacing): this {
    const { items } = this.frame;
    let previous: Spacing = Spacing.NONE;
    if (typeof items[items.length - 1] === "number") previous = items.pop() as Spacing;
    else if (items.length === 0) previous = takeHardSpaceBefore(this.frame);
    if (flatWidth(previous) === 1 && flatWidth(spacing) === 1) this.mergedSpaces++;
    items.push(mergeSpacing(previous, spacing));
    return this;
  }

  group(kind: GroupKind, content: () => void): this {
    const parent = this.frame;
    const frame: Frame = { items: [], parent };
    this.frame = frame;
    content();
    this.frame = parent;
    const lead = takeHard(frame.items, 0);
    const trail = takeHard(frame.items, -1);
    if (lead !== Spacing.NONE) this.space(lead);
    if (frame.items.length > 0) parent.items.push(groupOf(kind, frame.items));
    if (trail !== Spacing.NONE) this.space(trail);
    return this;
  }

  /** Indents the lines that start in `content`. */
  nest(content: () => void): this {
    this.nestLevel++;
    content();
    this.nestLevel--;
    return this;
  }

  /** Shifts the lines that start in `content` by `columns`. */
  offset(columns: number, content: () => void): this {
    this.offsetColumns += columns;
    content();
    this.offsetColumns -= columns;
    return this;
  }

  /** The output of `content`, to inspect before it is appended. */
  fragment(content: () => void): Fragment {
    const outer = this.frame;
    const items: Item[] = [];
    const mergedBefore = this.mergedSpaces;
    this.frame = { items, parent: undefined };
    content();
    this.frame = outer;
    const width = measure(items).width + this.mergedSpaces - mergedBefore;
    return { items, width, nest: this.nestLevel };
  }

  /** Appends a fragment at its original nesting level. */
  append({ items }: Fragment): this {
    for (const item of items) {
      if (typeof item === "number") this.space(item);
      else if (item.type === "text") this.writeText(item);
      else this.frame.items.push(item);
    }
    return this;
  }

  /** Appends a fragment of finite width that stays on one line, however long the line is. */
  appendFlat({ items: original, nest }: Fragment): this {
    const items = nestedBy(this.nestLevel - nest, original);
    const last = lastText(items);
    if (last === undefined) return this;
    const { lead, width, trail } = measure(items);
    if (flatWidth(lead) > 0) this.space(Spacing.HARD_SPACE);
    this.frame.items.push({ type: "run", items, width, last });
    if (flatWidth(trail) > 0) this.space(Spacing.HARD_SPACE);
    return this;
  }

  build(): Group {
    return groupOf("normal", this.frame.items);
  }

  /** Adds a text. Adjacent texts are merged, at the nesting level of the first. */
  private writeText(text: Text): void {
    const { items } = this.frame;
    const last = items[items.length - 1];
    if (isText(last)) {
      const { nest, offset, opens } = last;
      const width = last.width + text.width;
      items[items.length - 1] = {
        type: "text",
        text: last.text + text.text,
        width,
        nest,
        offset,
        opens,
      };
    } else if (typeof last === "object" && last.type === "run") {
      items.push({ ...text, nest: last.last.nest });
    } else {
      items.push(text);
    }
  }
}

function nestedBy(levels: number, items: readonly Item[]): readonly Item[] {
  if (levels === 0) return items;
  return items.map((item): Item => {
    if (typeof item === "number") return item;
    if (item.type === "text" || item.type === "block") {
      return { ...item, nest: item.nest + levels };
    }
    const inner = nestedBy(levels, item.items);
    if (item.type === "group") return { ...item, items: inner };
    return { ...item, items: inner, last: { ...item.last, nest: item.last.nest + levels } };
  });
}

/** Removes a hard spacing from one end of a group's items. */
function takeHard(items: Item[], end: 0 | -1): Spacing {
  const item = items.at(end);
  if (typeof item !== "number" || !isHard(item)) return Spacing.NONE;
  if (end === 0) items.shift();
  else items.pop();
  return item;
}

/**
 * Removes the hard space directly before a group or before the groups that start with it, to merge it with
 * the spacing at the start of the group.
 */
function takeHardSpaceBefore({ parent }: Frame): Spacing {
  if (parent === undefined) return Spacing.NONE;
  if (parent.items.length === 0) return takeHardSpaceBefore(parent);
  if (parent.items.at(-1) !== Spacing.HARD_SPACE) return Spacing.NONE;
  parent.items.pop();
  return Spacing.HARD_SPACE;
}

function isText(item: Item | undefined): item is Text {
  return typeof item === "object" && item.type === "text";
}

function groupOf(kind: GroupKind, items: readonly Item[]): Group {
  const { lead, width, trail } = measure(items);
  return { type: "group", kind, items, lead, width, trail };
}
