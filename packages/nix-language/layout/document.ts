import { flatWidth, mergeSpacing, Spacing } from "./spacing";

/** A piece of text without a line break. */
export interface Text {
  readonly type: "text";
  readonly text: string;
  /** Columns: one for each Unicode code point. */
  readonly width: number;
  /** Nesting level. A deeper one indents the line it starts, whatever the difference. */
  readonly nest: number;
  /** Columns added to the indentation. */
  readonly offset: number;
  /** What this text opens, if that might fit on one line, and is broken if a line ends here. */
  readonly opens: object | undefined;
}

/**
 * How a group breaks when it does not fit on the line:
 * - `normal`: all its own spacings break;
 * - `priority`: its parent tries to break this group alone and to keep the rest on the lines around
 *   it, as in `f {` … `} x`;
 * - `transparent`: its priority groups count as its parent's.
 */
export type GroupKind = "normal" | "priority" | "transparent";

/** A part of a document that is laid out on one line if it fits, else broken. */
export interface Group extends Measure {
  readonly type: "group";
  readonly kind: GroupKind;
  readonly items: readonly Item[];
}

/** One element of a document; a bare number is a {@link Spacing}. */
export type Item = Spacing | Text | Group;

/** What a run of items amounts to on one line. */
export interface Measure {
  /** Spacing before the first text. */
  readonly lead: Spacing;
  /** Columns between the first and the last text; infinite if a line break is inevitable. */
  readonly width: number;
  /** Spacing after the last text. */
  readonly trail: Spacing;
}

export function measure(items: readonly Item[]): Measure {
  let lead: Spacing | undefined;
  let width = 0;
  let pending: Spacing = Spacing.NONE;
  for (const item of items) {
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

/** Columns of a text: one for each Unicode code point. */
export function textWidth(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) width--;
  }
  return width;
}
