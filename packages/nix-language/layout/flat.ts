import type { Item } from "./document";
import { flatWidth, mergeSpacing, Spacing } from "./spacing";

/** The text of items that need no line break, without the spacing before the first text. */
export function flatText(items: readonly Item[]): string {
  const line = { text: "", pending: Spacing.NONE };
  append(line, items);
  return line.text;
}

function append(line: { text: string; pending: Spacing }, items: readonly Item[]): void {
  for (const item of items) {
    if (typeof item === "number") {
      line.pending = mergeSpacing(line.pending, item);
    } else if (item.type === "group") {
      append(line, item.items);
    } else {
      if (line.text !== "" && flatWidth(line.pending) > 0) line.text += " ";
      line.pending = Spacing.NONE;
      line.text += item.text;
    }
  }
}
