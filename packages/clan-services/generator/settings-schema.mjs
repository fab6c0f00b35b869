const KEYWORDS = new Set([
  "additionalProperties",
  "default",
  "enum",
  "items",
  "oneOf",
  "properties",
  "required",
  "type",
]);

/**
 * The settings of one role as one schema without references.
 *
 * `AnyJson` becomes the empty schema: its branches `integer` and `number` overlap, so its `oneOf` would
 * refuse every integer.
 *
 * @param {object} roleSchema the schema of a role from clan-core's converter: `$defs` with `Input`
 * @returns {object} a JSON Schema without references
 * @throws on a keyword that the check of the package does not support
 */
export function settingsSchema({ $defs }) {
  return expand({ $ref: "#/$defs/Input" });

  function expand(schema) {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.replace("#/$defs/", "");
      return name === "AnyJson" ? {} : expand($defs[name]);
    }
    return Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => [keyword, expandKeyword(keyword, value)]),
    );
  }

  function expandKeyword(keyword, value) {
    if (!KEYWORDS.has(keyword)) {
      throw new Error(`unknown schema keyword ${keyword}: add it to check/ and to this file`);
    }
    switch (keyword) {
      case "items":
        return expand(value);
      case "additionalProperties":
        return value === false ? false : expand(value);
      case "oneOf":
        return value.map(expand);
      case "properties":
        return Object.fromEntries(Object.entries(value).map(([name, s]) => [name, expand(s)]));
      default:
        return value;
    }
  }
}
