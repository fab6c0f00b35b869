/** Levels of lists and objects that cdktf resolves; a deeper value contains itself. */
const DEEPEST = 200;

/** No usual number is as large as the numbers that stand for tokens. */
const LARGE = 1e100;

/** How cdktf resolves a value. */
export type Resolve = (value: unknown) => unknown;

/**
 * Resolves a value as cdktf does. It leaves only what can contain tokens to cdktf, which creates four functions and a
 * path for each value.
 *
 * @param resolve - cdktf's way to resolve a value; its errors name the place in the value
 */
export function resolveTokens(value: unknown, resolve: Resolve): unknown {
  try {
    return resolved(value, resolve, 0);
  } catch {
    return resolve(value);
  }
}

function resolved(value: unknown, resolve: Resolve, depth: number): unknown {
  if (mayBeToken(value) || depth > DEEPEST) return resolve(value);
  if (Array.isArray(value)) {
    if (value.some(mayBeToken)) return resolve(value);
    return value
      .map((item) => resolved(item, resolve, depth + 1))
      .filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (mayBeToken(key)) return resolve(value);
    const item = resolved(inner, resolve, depth + 1);
    if (item !== undefined) result[key] = item;
  }
  return result;
}

/** Whether cdktf must resolve a value: it may be a token, its text may contain one, or JSON has no such value. */
function mayBeToken(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return value.includes("TfToken[") || value.includes("e+");
    case "number":
      return !(Math.abs(value) < LARGE);
    case "boolean":
    case "undefined":
      return false;
    case "object":
      return value !== null && !Array.isArray(value) && !isPlain(value);
    default:
      return true;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("resolve" in value);
}
