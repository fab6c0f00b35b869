/** The JSON types, with a separate type for integers, as in Nix. */
export type Kind = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** The JSON type of a value; `undefined` for a value that JSON cannot express, such as an instance of a class. */
export function kindOf(value: unknown): Kind | undefined {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return numberKind(value);
  return isAttributeSet(value) ? "object" : undefined;
}

/** Whether the value is a plain object, not an instance of a class. */
export function isAttributeSet(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function numberKind(value: number): Kind | undefined {
  if (Number.isSafeInteger(value)) return "integer";
  return Number.isFinite(value) && !Number.isInteger(value) ? "number" : undefined;
}
