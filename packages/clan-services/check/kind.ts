import type { Kind } from "./schema";

/** The JSON type of a value; `undefined` for what JSON cannot hold. */
export function kindOf(value: unknown): Kind | undefined {
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "string":
      return "string";
    case "number":
      return numberKind(value);
    case "object":
      return objectKind(value);
    default:
      return undefined;
  }
}

/** Whether the value is an object that was written as `{ … }`, not an instance of a class. */
export function isAttributeSet(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === "object";
}

function numberKind(value: number): Kind | undefined {
  if (Number.isSafeInteger(value)) {
    return "integer";
  }
  return Number.isFinite(value) && !Number.isInteger(value) ? "number" : undefined;
}

function objectKind(value: object | null): Kind | undefined {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? "object" : undefined;
}
