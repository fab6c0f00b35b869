/** Marks objects of a class, so that another copy of this library recognises them. */
export function brand(object: object, symbol: symbol): void {
  Object.defineProperty(object, symbol, { value: true });
}

/** Whether an object is marked, by any copy of this library. */
export function hasBrand(value: unknown, symbol: symbol): boolean {
  return typeof value === "object" && value !== null && symbol in value;
}
