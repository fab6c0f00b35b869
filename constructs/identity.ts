const ids = new WeakMap<object, number>();
let count = 0;

/** A text that is equal for lists of the same objects, to use as a key. */
export function identityOf(objects: readonly object[]): string {
  return objects.map(idOf).join();
}

function idOf(object: object): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  ids.set(object, count);
  return count++;
}
