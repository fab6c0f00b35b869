/** A value that only the apply will know ("known after apply"). */
export class Unknown {
  readonly unknown = true;
}

export const UNKNOWN = new Unknown();

/** A value of Terraform's type system; lists, sets and tuples are arrays, maps are objects. */
export type Value = null | boolean | number | string | Unknown | Value[] | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

/** The state of a resource: null before it is created and after it is destroyed. */
export type ResourceState = ObjectValue | null;

export function isValue(candidate: unknown): candidate is Value {
  if (candidate === null || candidate instanceof Unknown) return true;
  if (Array.isArray(candidate)) return candidate.every(isValue);
  if (typeof candidate === "object") return Object.values(candidate).every(isValue);
  return ["boolean", "number", "string"].includes(typeof candidate);
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown)
  );
}

/** Null, zero, false and empty: what a provider on the legacy SDK cannot tell from "not set". */
export function isAbsent(value: Value | undefined): boolean {
  if (value instanceof Unknown) return false;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

/** True for the same known value; the order of keys is no matter, an unknown equals nothing. */
export function isEqual(left: Value | undefined, right: Value | undefined): boolean {
  if (left instanceof Unknown || right instanceof Unknown) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => isEqual(left[name], right[name]))
    );
  }
  return left === right;
}
