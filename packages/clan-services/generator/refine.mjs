/**
 * Narrows the values of one setting by further schema keywords.
 *
 * @param {object} schema a role's settings, see `settingsSchema`
 * @param {string} path of the setting, `*` for every attribute or every item: `targets.*.name`
 * @param {object} keywords
 * @throws if there is no such setting
 */
export function narrow(schema, path, keywords) {
  Object.assign(find(schema, path), keywords);
}

/**
 * Makes a required setting of a role optional.
 *
 * @param {object} schema a role's settings, see `settingsSchema`
 * @param {string} name
 * @throws if the setting is not required
 */
export function makeOptional(schema, name) {
  if (!schema.required?.includes(name)) {
    throw new Error(`measured as optional, but not required by the schema: ${name}`);
  }
  schema.required = schema.required.filter((required) => required !== name);
}

function find(schema, path) {
  const found = path
    .split(".")
    .reduce(
      (node, step) =>
        step === "*" ? (node?.items ?? node?.additionalProperties) : node?.properties?.[step],
      schema,
    );
  if (!found) {
    throw new Error(`measured, but not in the schema: ${path}`);
  }
  return found;
}
