/**
 * What stands between two pieces of text, from weak to strong. Where two meet, they become one
 * (see {@link mergeSpacing}), so that no construct needs to know what its neighbour asked for.
 */
export const Spacing = {
  NONE: 0,
  /** A line break if what follows does not fit on this line, else nothing. */
  SOFT_BREAK: 1,
  /** A line break if the group is broken, else nothing. */
  BREAK: 2,
  /** Always a space. */
  HARD_SPACE: 3,
  /** A line break if what follows does not fit on this line, else a space. */
  SOFT_LINE: 4,
  /** A line break if the group is broken, else a space. */
  LINE: 5,
  /** Always a line break. */
  HARD_LINE: 6,
  /** Always one empty line. */
  EMPTY_LINE: 7,
  /** One line break that is content (the end of a line in a string): several of them add up. */
  STRING_LINE: 8,
} as const;

/** A member of {@link Spacing}, or `STRING_LINE + n` for n further line breaks. */
export type Spacing = number;

/** The one spacing that two adjacent ones amount to. */
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

/** Line breaks that a spacing adds to the content line break it meets. */
function extraBreaks(spacing: Spacing): number {
  if (spacing >= Spacing.STRING_LINE) return spacing - Spacing.STRING_LINE + 1;
  if (spacing === Spacing.EMPTY_LINE) return 2;
  return spacing === Spacing.HARD_SPACE ? 0 : 1;
}

/** Whether a spacing looks the same in a flat and in a broken group. */
export function isHard(spacing: Spacing): boolean {
  return spacing === Spacing.HARD_SPACE || spacing >= Spacing.HARD_LINE;
}

/** Columns of a spacing in a flat group; infinite where it breaks the line in any case. */
export function flatWidth(spacing: Spacing): number {
  if (spacing >= Spacing.HARD_LINE) return Number.POSITIVE_INFINITY;
  return spacing >= Spacing.HARD_SPACE ? 1 : 0;
}

/** Line breaks of a spacing in a broken group. */
export function lineBreaks(spacing: Spacing): number {
  if (spacing >= Spacing.STRING_LINE) return spacing - Spacing.STRING_LINE + 1;
  if (spacing === Spacing.EMPTY_LINE) return 2;
  return spacing === Spacing.HARD_SPACE ? 0 : 1;
}
