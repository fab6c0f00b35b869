import {
  canBreak,
  firstText,
  flatWidth,
  type Group,
  type Item,
  type Measure,
  measure,
  mergeSpacing,
  Spacing,
} from "./document";

/** Width of a page. As in nixfmt, indentation does not count. */
export const PAGE_WIDTH = 100;

/** The content after a place in the document: the rest of its group, then of the enclosing groups. */
export interface Lookahead {
  readonly items: readonly Item[];
  readonly from: number;
  readonly outer: Lookahead | undefined;
}

/** Items for one line. */
export interface Flat extends Measure {
  readonly items: readonly Item[];
}

/** A way to break a group: only `broken` breaks; the items before and after it stay flat. */
export interface Split {
  readonly before: Flat;
  readonly broken: readonly Item[];
  readonly after: Flat;
  /** The items of `after` in the form for which `broken` must leave space. */
  readonly unbroken: readonly Item[];
}

/**
 * The column after items on the current line; undefined if they do not fit there with the content that must
 * follow them on the same line.
 *
 * @param column - the current column; 0 at the start of a line
 */
export function columnAfterFlat(
  { items, lead, width, trail }: Flat,
  column: number,
  next: Lookahead | undefined,
): number | undefined {
  if (items.length === 0) return column;
  const after = column + (column === 0 ? 0 : flatWidth(lead)) + width + flatWidth(trail);
  if (after > PAGE_WIDTH || after + unbreakableWidth(next) > PAGE_WIDTH) return undefined;
  return firstText(items) === undefined ? column : after;
}

/**
 * The column after a group with this split; undefined if the flat items do not fit. Only the last line of the
 * broken items is computed: computing all lines at every nesting level would take exponential time.
 */
export function columnAfterSplit(
  { before, broken, after, unbroken }: Split,
  column: number,
  next: Lookahead | undefined,
): number | undefined {
  const rest: Lookahead = { items: after.items, from: 0, outer: next };
  const start = columnAfterFlat(before, column, { items: broken, from: 0, outer: rest });
  if (start === undefined) return undefined;
  const end = columnAfterBroken(broken, start, { items: unbroken, from: 0, outer: next });
  return columnAfterFlat(after, end, next);
}

function columnAfterBroken(
  items: readonly Item[],
  start: number,
  next: Lookahead | undefined,
): number {
  const lastBreak = items.findLastIndex((item) => typeof item === "number" && breaksLine(item));
  let column = lastBreak === -1 ? start : 0;
  for (let index = lastBreak + 1; index < items.length; index++) {
    const item = items[index] as Item;
    const rest: Lookahead = { items, from: index + 1, outer: next };
    if (typeof item === "number") {
      if (column > 0) column = staysOnLine(item, column, rest) ? column + flatWidth(item) : 0;
    } else if (item.type === "group") {
      column = columnAfterGroup(item, column, rest);
    } else {
      column += item.width;
    }
  }
  return column;
}

function columnAfterGroup(group: Group, column: number, next: Lookahead | undefined): number {
  const flat = columnAfterFlat(group, column, next);
  if (flat !== undefined) return flat;
  for (const split of splitsOf(group)) {
    const after = columnAfterSplit(split, column, next);
    if (after !== undefined) return after;
  }
  return columnAfterBroken(group.items, column, next);
}

const knownSplits = new WeakMap<Group, readonly Split[]>();

/** The splits of a group, one for each of its priority groups, starting with the last. */
export function splitsOf(group: Group): readonly Split[] {
  if (group.kind === "transparent" || !hasPriority(group.items)) return [];
  const splits = knownSplits.get(group) ?? findSplits(group);
  knownSplits.set(group, splits);
  return splits;
}

function findSplits(group: Group): readonly Split[] {
  const items: Item[] = [];
  addOpaque(group.items, items);
  const splits = items.flatMap((item, index): Split[] => {
    if (!isGroup(item, "priority")) return [];
    const before = withoutPriorityGroups(items.slice(0, index));
    const after = withoutPriorityGroups(items.slice(index + 1));
    return [
      {
        before: { items: before, ...measure(before) },
        broken: item.items,
        after: { items: after, ...measure(after) },
        unbroken: unbroken(after),
      },
    ];
  });
  return splits.reverse();
}

/** Items as on one line, except the groups among them. */
function unbroken(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item): Item[] => {
    if (item === Spacing.LINE || item === Spacing.SOFT_LINE) return [Spacing.HARD_SPACE];
    if (item === Spacing.BREAK || item === Spacing.SOFT_BREAK) return [];
    return [item];
  });
}

function hasPriority(items: readonly Item[]): boolean {
  return items.some(
    (item) =>
      isGroup(item, "priority") || (isGroup(item, "transparent") && hasPriority(item.items)),
  );
}

/** Adds items to others, and replaces transparent groups with their items. */
function addOpaque(items: readonly Item[], others: Item[]): void {
  for (const item of items) {
    if (isGroup(item, "transparent")) addOpaque(item.items, others);
    else others.push(item);
  }
}

function withoutPriorityGroups(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => (isGroup(item, "priority") ? item.items : [item]));
}

function isGroup(item: Item, kind: Group["kind"]): item is Group {
  return typeof item === "object" && item.type === "group" && item.kind === kind;
}

/** Whether a spacing of a broken group does not break the line. */
export function staysOnLine(spacing: Spacing, column: number, next: Lookahead): boolean {
  if (spacing === Spacing.HARD_SPACE) return true;
  if (spacing === Spacing.SOFT_BREAK) return nextLineFits(next, PAGE_WIDTH - column);
  return spacing === Spacing.SOFT_LINE && nextLineFits(next, PAGE_WIDTH - column - 1);
}

/** Whether a spacing of a broken group breaks the line, whatever comes next. */
function breaksLine(spacing: Spacing): boolean {
  return canBreak(spacing) && spacing !== Spacing.SOFT_BREAK && spacing !== Spacing.SOFT_LINE;
}

interface Line {
  width: number;
  pending: Spacing;
}

/**
 * Width of the next content up to the first place where the line can break. If it does not fit on a page, the
 * result is any width beyond the page.
 */
function unbreakableWidth(next: Lookahead | undefined): number {
  const line: Line = { width: 0, pending: Spacing.NONE };
  let rest = next;
  while (rest !== undefined && !endsLine(line, rest.items, rest.from)) rest = rest.outer;
  return line.width;
}

/** Adds items to a line until it can break or is full. Returns whether either happened. */
function endsLine(line: Line, items: readonly Item[], from: number): boolean {
  for (let index = from; index < items.length; index++) {
    const item = items[index] as Item;
    if (typeof item === "number") {
      line.pending = mergeSpacing(line.pending, item);
    } else if (item.type === "group") {
      if (endsLine(line, item.items, 0)) return true;
    } else {
      if (canBreak(line.pending)) return true;
      line.width += flatWidth(line.pending) + item.width;
      line.pending = Spacing.NONE;
      if (line.width > PAGE_WIDTH) return true;
    }
  }
  return false;
}

/**
 * Whether the next content, up to the first place where the line can break, fits into `columns`. A group that
 * fits on a whole line of the page counts as flat.
 */
function nextLineFits(next: Lookahead, columns: number): boolean {
  let used = 0;
  let pending: Spacing = Spacing.NONE;
  let rest: Lookahead | undefined = next;
  while (rest !== undefined && used <= PAGE_WIDTH) {
    const item: Item | undefined = rest.items[rest.from];
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
    if (item.type !== "group") {
      used += item.width;
      continue;
    }
    const flat = flatWidth(item.lead) + item.width + flatWidth(item.trail);
    if (used + flat + unbreakableWidth(after) <= PAGE_WIDTH) used += flat;
    else rest = { items: item.items, from: 0, outer: after };
  }
  return used <= columns;
}
