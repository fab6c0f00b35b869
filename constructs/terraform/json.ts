/** Whether a value is an object with named members, not a list or null. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value of a JSON text. Some Windows editors begin it with a byte order mark.
 *
 * @throws SyntaxError if the text is not JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

/** The nested value at a path of names; undefined if one of them is missing. */
export function valueAt(value: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** The blocks of a kind in Terraform's JSON, which may write a single one without a list. */
export function blocksOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [value].flat().filter(isObject);
}

/** Deterministic JSON text: sorted keys, two spaces of indentation and a final newline. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  // Without a prototype, `__proto__` is a key like any other.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys(value[key]);
  return sorted;
}
