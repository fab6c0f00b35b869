/** The strictest of the constraints of the form `>= 1.10`; ignores undefined ones. */
export function newest(...constraints: readonly (string | undefined)[]): string {
  const given = constraints.filter((constraint) => constraint !== undefined);
  return given.reduce((one, other) => (minorIn(other) > minorIn(one) ? other : one));
}

/**
 * Whether a version constraint is compatible with a minimum of the form `>= 1.7`.
 *
 * @param constraint - a valid version constraint
 */
export function leavesRoomFor(constraint: string, minimum: string): boolean {
  return constraint.split(",").every((part) => highestMinor(part) >= minorIn(minimum));
}

/** The highest minor version of major version 1 that a part of a version constraint allows. */
function highestMinor(part: string): number {
  const [, operator = "=", version = ""] = /^\s*(=|!=|>=?|<=?|~>)?\s*(\S+)\s*$/.exec(part) ?? [];
  const [major = 0, minor, patch] = version.split(/[.-]/).map(Number);
  if (/^(>|!)/.test(operator) || major > 1) return Number.POSITIVE_INFINITY;
  if (major < 1) return operator === "~>" && minor === undefined ? Number.POSITIVE_INFINITY : -1;
  if (operator === "~>") return patch === undefined ? Number.POSITIVE_INFINITY : (minor ?? 0);
  const isBelow = operator === "<" && (patch ?? 0) === 0;
  return (minor ?? 0) - (isBelow ? 1 : 0);
}

/** The minor version of a constraint of the form `>= 1.10`. */
function minorIn(constraint: string): number {
  return Number(constraint.split(".")[1]);
}
