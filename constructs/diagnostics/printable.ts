/** A value for messages; large values and those without a JSON equivalent are shown by their type. */
export function printable(value: unknown): string | number | boolean | null {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return String(value);
    case "function":
      return "a function";
    case "object":
      return value === null ? null : kindOf(value);
    default:
      return null;
  }
}

/** The type of an object. Every operation on a proxy may throw. */
function kindOf(value: object): string {
  try {
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
    const name: unknown = value.constructor?.name;
    return typeof name === "string" && name !== "" && name !== "Object"
      ? `an object of ${name}`
      : "an object";
  } catch {
    return "an object that cannot be read";
  }
}
