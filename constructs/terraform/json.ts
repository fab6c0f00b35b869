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
  return `${jsonText(value, "\n") ?? "null"}\n`;
}

/** @param end - the end of a line, with the indentation of the next */
function jsonText(value: unknown, end: string): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${end}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => jsonText(item, inner) ?? "null");
    return items.length === 0 ? "[]" : `[${inner}${items.join(`,${inner}`)}${end}]`;
  }
  let members = "";
  for (const [key, member] of Object.entries(value).sort(byKey)) {
    const text = jsonText(member, inner);
    // JSON omits undefined values.
    if (text === undefined) continue;
    members += `${members === "" ? "" : ","}${inner}${JSON.stringify(key)}: ${text}`;
  }
  return members === "" ? "{}" : `{${members}${end}}`;
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
