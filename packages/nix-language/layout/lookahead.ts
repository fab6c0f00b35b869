import type { Item } from "./document";
import { flatWidth, mergeSpacing, Spacing } from "./spacing";

/** What follows a place in the document: the rest of its group, then of the groups around it. */
export interface Lookahead {
  readonly items: readonly Item[];
  readonly from: number;
  readonly outer: Lookahead | undefined;
}

/** Columns that what follows needs before the first place where the line can break. */
export function unbreakableWidth(next: Lookahead | undefined): number {
  const line: Line = { width: 0, pending: Spacing.NONE };
  let rest = next;
  while (rest !== undefined && !reachesBreak(line, rest.items, rest.from)) rest = rest.outer;
  return line.width;
}

interface Line {
  width: number;
  pending: Spacing;
}

/** Adds items to a line up to a place where it can break, and tells whether there is one. */
function reachesBreak(line: Line, items: readonly Item[], from: number): boolean {
  for (let index = from; index < items.length; index++) {
    const item = items[index] as Item;
    if (typeof item === "number") {
      line.pending = mergeSpacing(line.pending, item);
    } else if (item.type === "group") {
      if (reachesBreak(line, item.items, 0)) return true;
    } else {
      if (canBreak(line.pending)) return true;
      line.width += flatWidth(line.pending) + item.width;
      line.pending = Spacing.NONE;
    }
  }
  return false;
}

/** Columns after the last place where the line can break, and so the least of the last line. */
export function lastLineWidth(items: readonly Item[]): number {
  const line: Line = { width: 0, pending: Spacing.NONE };
  startsAfterBreak(line, items);
  return line.width;
}

/** Adds items to a line from its end, up to a place where it can break. */
function startsAfterBreak(line: Line, items: readonly Item[]): boolean {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index] as Item;
    if (typeof item === "number") {
      if (canBreak(item)) return true;
      line.width += flatWidth(item);
    } else if (item.type === "text") {
      line.width += item.width;
    } else if (startsAfterBreak(line, item.items)) {
      return true;
    }
  }
  return false;
}

/**
 * Whether what follows, up to the first place where the line can break, fits into `columns`. A group
 * that fits on a whole line of `pageWidth` counts as flat.
 */
export function nextLineFits(
  next: Lookahead | undefined,
  columns: number,
  pageWidth: number,
): boolean {
  let used = 0;
  let pending: Spacing = Spacing.NONE;
  let rest = next;
  while (rest !== undefined && used <= pageWidth) {
    const item = rest.items[rest.from];
    if (item === undefined) {
      rest = rest.outer;
      continue;
    }
    const after: Lookahead = { ...rest, from: rest.from + 1 };
    rest = after;
    if (typeof item === "number") {
      pending = mergeSpacing(pending, item);
      continue;
    }
    if (canBreak(pending)) return used <= columns;
    used += flatWidth(pending);
    pending = Spacing.NONE;
    if (item.type === "text") {
      used += item.width;
      continue;
    }
    const flat = flatWidth(item.lead) + item.width + flatWidth(item.trail);
    if (used + flat + unbreakableWidth(after) <= pageWidth) used += flat;
    else rest = { items: item.items, from: 0, outer: after };
  }
  return used <= columns;
}

function canBreak(spacing: Spacing): boolean {
  return spacing !== Spacing.NONE && spacing !== Spacing.HARD_SPACE;
}
