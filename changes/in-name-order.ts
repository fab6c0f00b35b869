import { isObject } from "../constructs/terraform/json";

/**
 * Sorts lists of partitions, volumes, datasets, … by name, at every depth: an installed machine finds them by name,
 * so the order of declaration does not matter.
 */
export function inNameOrder(value: unknown): unknown {
  if (Array.isArray(value)) return sortedByName(value.map(inNameOrder));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inNameOrder(inner)]));
}

function sortedByName(values: readonly unknown[]): readonly unknown[] {
  return [...values].sort((a, b) => {
    const [first, second] = [nameOf(a), nameOf(b)];
    return first < second ? -1 : Number(first > second);
  });
}

function nameOf(value: unknown): string {
  return isObject(value) ? String(value.name ?? "") : "";
}
