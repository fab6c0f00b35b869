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
 * The settings of one role as one tree, without references.
 *
 * `AnyJson` becomes the empty schema: its branches `integer` and `number` overlap, so that as a
 * `oneOf` it would refuse every integer.
 *
 * @param {object} roleSchema a role's schema as clan-core's converter writes it: `$defs` with `Input`
 * @returns {object} a JSON Schema that refers to nothing
 * @throws on a keyword that the package's check does not know
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
      throw new Error(`unknown schema keyword ${keyword}: teach it to check/ and to this file`);
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
