import { type Group, type GroupKind, type Item, measure, type Text, textWidth } from "./document";
import { flatWidth, isHard, mergeSpacing, Spacing } from "./spacing";

interface Frame {
  readonly kind: GroupKind;
  readonly items: Item[];
  readonly parent: Frame | undefined;
}

/** Content that fits on one line. */
export interface FlatContent {
  readonly items: readonly Item[];
  /** Columns, where each of two spaces that became one counts, as nixfmt has it. */
  readonly width: number;
}

/**
 * Writes a document in reading order and keeps it in normal form as it goes: adjacent spacings are
 * one, and a spacing that no group can flatten stands outside the group it leads or trails, so that
 * a group contains only what its breaking decides.
 */
export class DocumentBuilder {
  private frame: Frame = { kind: "normal", items: [], parent: undefined };
  private nestLevel = 0;
  private offsetColumns = 0;
  private mergedSpaces = 0;

  /** @param broken what is to be broken, although it might fit on one line */
  constructor(private readonly broken: ReadonlySet<object>) {}

  /** Writes text. It must not contain a line break. */
  text(text: string): this {
    return this.write(text, false);
  }

  /**
   * Writes brackets and what is between them, indented.
   *
   * @param whole what they are the brackets of, by which a later layout knows that it is broken
   * @param spacing what stands inside the brackets unless they are broken
   */
  brackets(pair: "{}" | "[]", whole: object, spacing: Spacing, content: () => void): this {
    const inner = this.broken.has(whole) ? Spacing.HARD_LINE : spacing;
    this.text(pair.charAt(0));
    const { items } = this.frame;
    const position = items.length - 1;
    this.space(inner).nest(content).space(inner);
    const opening = items[position];
    const mayFit = Number.isFinite(measure(items.slice(position)).width);
    if (mayFit && isText(opening)) items[position] = { ...opening, opens: whole };
    return this.text(pair.charAt(1));
  }

  /** Writes text that vanishes where its group is flat. */
  textIfBroken(text: string): this {
    return this.write(text, true);
  }

  space(spacing: Spacing): this {
    const { items } = this.frame;
    let previous: Spacing = Spacing.NONE;
    if (typeof items.at(-1) === "number") previous = items.pop() as Spacing;
    else if (items.length === 0) previous = takeHardSpaceBefore(this.frame);
    if (flatWidth(previous) === 1 && flatWidth(spacing) === 1) this.mergedSpaces++;
    items.push(mergeSpacing(previous, spacing));
    return this;
  }

  group(kind: GroupKind, content: () => void): this {
    const parent = this.frame;
    const frame: Frame = { kind, items: [], parent };
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

  /** What `content` writes, as one line; undefined if it needs several. */
  flat(content: () => void): FlatContent | undefined {
    const outer = this.frame;
    const frame: Frame = { kind: "normal", items: [], parent: undefined };
    const mergedBefore = this.mergedSpaces;
    this.frame = frame;
    content();
    this.frame = outer;
    const width = measure(frame.items).width + this.mergedSpaces - mergedBefore;
    return Number.isFinite(width) ? { items: frame.items, width } : undefined;
  }

  /** Writes what {@link flat} returned, so that it stays on one line, however long. */
  append({ items }: FlatContent): this {
    for (const item of items) {
      if (typeof item === "number") {
        if (flatWidth(item) > 0) this.space(Spacing.HARD_SPACE);
      } else if (item.type === "group") {
        this.append(item);
      } else {
        this.writeText(item);
      }
    }
    return this;
  }

  build(): Group {
    return groupOf("normal", this.frame.items);
  }

  private write(text: string, onlyBroken: boolean): this {
    if (text === "") return this;
    const { nestLevel: nest, offsetColumns: offset } = this;
    const width = textWidth(text);
    this.writeText({ type: "text", text, width, nest, offset, onlyBroken, opens: undefined });
    return this;
  }

  /** Adds a text; adjacent ones are one, nested as the first of them. */
  private writeText(text: Text): void {
    const { items } = this.frame;
    const last = items.at(-1);
    if (isText(last) && last.onlyBroken === text.onlyBroken) {
      items[items.length - 1] = {
        ...last,
        text: last.text + text.text,
        width: last.width + text.width,
      };
    } else {
      items.push(text);
    }
  }
}

/** Removes a spacing from one end of a group's items if no group can flatten it. */
function takeHard(items: Item[], end: 0 | -1): Spacing {
  const item = items.at(end);
  if (typeof item !== "number" || !isHard(item)) return Spacing.NONE;
  if (end === 0) items.shift();
  else items.pop();
  return item;
}

/**
 * Removes the hard space that stands directly before a group, also one that leads the groups around
 * it, and so merges with the spacing that leads the group.
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
  return { type: "group", kind, items, ...measure(items) };
}
