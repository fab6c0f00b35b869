import type { NixAttributes } from "../expression";

/** Whether a value is a plain object, and so an attribute set. */
export function isAttributes(value: unknown): value is NixAttributes {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `Array.isArray` that keeps the type of a readonly list. */
export function isList<T>(value: readonly T[] | unknown): value is readonly T[] {
  return Array.isArray(value);
}
