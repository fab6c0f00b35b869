import type { IConstruct } from "constructs";
import { report } from "./check";
import { printable } from "./printable";

/**
 * Keeps the objects of the right class in a list and reports others. Neither tsx nor the commands check types,
 * so a misspelt member, which is undefined, is found only here. A list without errors is returned unchanged, so
 * that later additions to it have an effect.
 *
 * @param place - the list, for messages: `tags of machine cinnabar`
 * @param allowed - how to create such an object
 */
export function objectsIn<Item>(
  construct: IConstruct,
  place: string,
  values: unknown,
  isRight: (value: unknown) => value is Item,
  allowed: string,
): readonly Item[] {
  if (values === undefined) return [];
  if (!Array.isArray(values)) {
    reportWrong(construct, `${place} are not a list`, values, `a list of ${allowed}`);
    return Object(values) === values && isReadable(values, isRight) ? [values] : [];
  }
  try {
    // Not `every` of the list itself, which skips holes.
    const list: readonly unknown[] = values.includes(undefined) ? Array.from(values) : values;
    if (list.every(isRight)) return list;
    for (const value of list.filter((other) => !isRight(other))) {
      reportWrong(construct, `${place} have an item of the wrong class`, value, allowed);
    }
    return list.filter(isRight);
  } catch (error) {
    // A getter or a proxy throws.
    reportWrong(construct, `${place} cannot be read`, String(error), allowed);
    return [];
  }
}

/** The object, or undefined after a report if it is of the wrong class. */
export function objectIn<Item>(
  construct: IConstruct,
  place: string,
  value: unknown,
  isRight: (value: unknown) => value is Item,
  allowed: string,
): Item | undefined {
  if (isRight(value)) return value;
  reportWrong(construct, `${place} is of the wrong class`, value, allowed);
  return undefined;
}

function isReadable<Item>(
  value: unknown,
  isRight: (value: unknown) => value is Item,
): value is Item {
  try {
    return isRight(value);
  } catch {
    return false;
  }
}

function reportWrong(
  construct: IConstruct,
  summary: string,
  value: unknown,
  allowed: string,
): void {
  report(construct, {
    code: "object-expected",
    summary,
    value: printable(value),
    allowed,
    remedy:
      value === undefined
        ? "check the spelling: the value is undefined"
        : "pass the object itself, not its name or path",
  });
}
