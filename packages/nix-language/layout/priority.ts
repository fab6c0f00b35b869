import type { Group, Item } from "./document";
import { Spacing } from "./spacing";

/** A way to break a group: only `broken` breaks, the items before and after it stay flat. */
export interface Split {
  readonly before: readonly Item[];
  readonly broken: readonly Item[];
  readonly after: readonly Item[];
}

/** The splits of a group, one for each of its priority groups, the last of them first. */
export function prioritySplits(group: Group): Split[] {
  if (group.kind === "transparent" || !hasPriority(group.items)) return [];
  const items = withoutTransparentGroups(group.items);
  const splits: Split[] = [];
  items.forEach((item, index) => {
    if (!isGroup(item, "priority")) return;
    splits.unshift({
      before: withoutPriorityGroups(items.slice(0, index)),
      broken: item.items,
      after: withoutPriorityGroups(items.slice(index + 1)),
    });
  });
  return splits;
}

/** Items as they stand on one line, but for the groups among them. */
export function unbroken(items: readonly Item[]): Item[] {
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

function withoutTransparentGroups(items: readonly Item[]): Item[] {
  return items.flatMap((item) =>
    isGroup(item, "transparent") ? withoutTransparentGroups(item.items) : [item],
  );
}

function withoutPriorityGroups(items: readonly Item[]): Item[] {
  return items.flatMap((item) => (isGroup(item, "priority") ? item.items : [item]));
}

function isGroup(item: Item, kind: Group["kind"]): item is Group {
  return typeof item === "object" && item.type === "group" && item.kind === kind;
}
