/**
 * The spacing between two texts, from weak to strong. Two adjacent spacings are merged (see {@link
 * mergeSpacing}), so the code for one construct does not depend on its neighbours.
 */
export const Spacing = {
  NONE: 0,
  /** A line break if the next content does not fit on this line, else nothing. */
  SOFT_BREAK: 1,
  /** A line break if the group is broken, else nothing. */
  BREAK: 2,
  /** Always a space. */
  HARD_SPACE: 3,
  /** A line break if the next content does not fit on this line, else a space. */
  SOFT_LINE: 4,
  /** A line break if the group is broken, else a space. */
  LINE: 5,
  /** Always a line break. */
  HARD_LINE: 6,
  /** Always one empty line. */
  EMPTY_LINE: 7,
  /** One line break that is content (the end of a line in a string). Adjacent ones add up. */
  STRING_LINE: 8,
} as const;

/** A member of {@link Spacing}, or `STRING_LINE + n` for n further line breaks. */
export type Spacing = number;

/** Merges two adjacent spacings. */
export function mergeSpacing(first: Spacing, second: Spacing): Spacing {
  const weak = Math.min(first, second);
  const strong = Math.max(first, second);
  if (weak === Spacing.NONE) return strong;
  if (strong >= Spacing.STRING_LINE) return strong + extraBreaks(weak);
  if (weak === Spacing.BREAK && (strong === Spacing.HARD_SPACE || strong === Spacing.SOFT_LINE)) {
    return Spacing.LINE;
  }
  if (weak === Spacing.SOFT_BREAK && strong === Spacing.HARD_SPACE) return Spacing.SOFT_LINE;
  return strong;
}

/** Number of line breaks that a spacing adds to an adjacent line break that is content. */
function extraBreaks(spacing: Spacing): number {
  if (spacing >= Spacing.STRING_LINE) return spacing - Spacing.STRING_LINE + 1;
  if (spacing === Spacing.EMPTY_LINE) return 2;
  return spacing === Spacing.HARD_SPACE ? 0 : 1;
}

/** Whether a spacing looks the same in a flat and in a broken group. */
export function isHard(spacing: Spacing): boolean {
  return spacing === Spacing.HARD_SPACE || spacing >= Spacing.HARD_LINE;
}

/** Whether a line can end at a spacing. */
export function canBreak(spacing: Spacing): boolean {
  return spacing !== Spacing.NONE && spacing !== Spacing.HARD_SPACE;
}

/** Width of a spacing in a flat group; infinite if it always breaks the line. */
export function flatWidth(spacing: Spacing): number {
  if (spacing >= Spacing.HARD_LINE) return Number.POSITIVE_INFINITY;
  return spacing >= Spacing.HARD_SPACE ? 1 : 0;
}

/** Number of line breaks of a spacing in a broken group. */
export function lineBreaks(spacing: Spacing): number {
  if (spacing >= Spacing.STRING_LINE) return spacing - Spacing.STRING_LINE + 1;
  if (spacing === Spacing.EMPTY_LINE) return 2;
  return spacing === Spacing.HARD_SPACE ? 0 : 1;
}

/** A piece of text without a line break. */
export interface Text {
  readonly type: "text";
  readonly text: string;
  /** Width: one column for each Unicode code point. */
  readonly width: number;
  /** Nesting level. A line at a deeper level is indented by one step, whatever the difference. */
  readonly nest: number;
  /** Columns added to the indentation. */
  readonly offset: number;
  /** The value with this opening bracket, if it can fit on one line. It counts as broken if a line ends here. */
  readonly opens: object | undefined;
}

/**
 * How a group breaks when it does not fit on the line:
 * - `normal`: all direct spacings break;
 * - `priority`: its parent tries to break only this group and keeps the rest on the lines before and after
 *   it, as in `f {` … `} x`;
 * - `transparent`: its priority groups count as those of its parent.
 */
export type GroupKind = "normal" | "priority" | "transparent";

/** A part of a document that is on one line if it fits, else broken. */
export interface Group extends Measure {
  readonly type: "group";
  readonly kind: GroupKind;
  readonly items: readonly Item[];
}

/** A part of a document that is on one line, however long the line is. */
export interface Run {
  readonly type: "run";
  readonly items: readonly Item[];
  /** Width from its first to its last text. */
  readonly width: number;
  /** Its last text: the text directly after the run has the same nesting level. */
  readonly last: Text;
}

/** Lines with a final layout, between two line breaks. */
export interface Block {
  readonly type: "block";
  readonly lines: readonly string[];
  readonly width: number;
  readonly nest: number;
  readonly offset: number;
}

/** One element of a document; a bare number is a {@link Spacing}. */
export type Item = Spacing | Text | Run | Group | Block;

/** The size of items on one line. */
export interface Measure {
  /** Spacing before the first text. */
  readonly lead: Spacing;
  /** Width from the first to the last text; infinite if a line break is necessary. */
  readonly width: number;
  /** Spacing after the last text. */
  readonly trail: Spacing;
}

/** The measure of items, or of those from a position on. */
export function measure(items: readonly Item[], from = 0): Measure {
  let lead: Spacing | undefined;
  let width = 0;
  let pending: Spacing = Spacing.NONE;
  for (let index = from; index < items.length; index++) {
    const item = items[index] as Item;
    if (typeof item === "number") {
      pending = mergeSpacing(pending, item);
      continue;
    }
    const isGroup = item.type === "group";
    if (isGroup) pending = mergeSpacing(pending, item.lead);
    if (lead === undefined) lead = pending;
    else width += flatWidth(pending);
    width += item.width;
    pending = isGroup ? item.trail : Spacing.NONE;
  }
  return { lead: lead ?? Spacing.NONE, width, trail: pending };
}

/** Width of a text: one column for each Unicode code point. */
export function textWidth(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) width--;
  }
  return width;
}

/** The text of items without line breaks and without the spacing before the first text. */
export function flatText(items: readonly Item[]): string {
  const line = { text: "", pending: Spacing.NONE };
  addFlat(line, items);
  return line.text;
}

function addFlat(line: { text: string; pending: Spacing }, items: readonly Item[]): void {
  for (const item of items) {
    if (typeof item === "number") {
      line.pending = mergeSpacing(line.pending, item);
    } else if (item.type === "text") {
      if (line.text !== "" && flatWidth(line.pending) > 0) line.text += " ";
      line.pending = Spacing.NONE;
      line.text += item.text;
    } else if (item.type !== "block") {
      addFlat(line, item.items);
    }
  }
}

export function firstText(items: readonly Item[]): Text | undefined {
  for (const item of items) {
    if (typeof item === "number" || item.type === "block") continue;
    const text = item.type === "text" ? item : firstText(item.items);
    if (text !== undefined) return text;
  }
  return undefined;
}

export function lastText(items: readonly Item[]): Text | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index] as Item;
    if (typeof item === "number" || item.type === "block") continue;
    const text = item.type === "text" ? item : lastText(item.items);
    if (text !== undefined) return text;
  }
  return undefined;
}
