const HEADER_LINK = /^\/\/ https:\/\/registry\..*\n/;
const INLINE_LINK = /\{@link https:\/\/registry\.\S+ ([^}]+)\}/g;
const DOC_COMMENT = / *\/\*\*\n((?: *\*(?!\/).*\n)*) *\*\/\n/g;

/**
 * Removes every link to a provider registry from a generated source and keeps the words around it.
 * A line that only points to the registry goes as a whole, and so does a comment of such lines.
 *
 * @param {string} source TypeScript as the provider generator wrote it
 * @returns {string} the same code without the links
 */
export function withoutRegistryLinks(source) {
  return source
    .replace(HEADER_LINK, "")
    .replace(DOC_COMMENT, withoutRegistryLines)
    .replace(INLINE_LINK, "$1");
}

/** @param {string} comment @param {string} body @returns {string} */
function withoutRegistryLines(comment, body) {
  const kept = body
    .replace(/ *\* Docs at Terraform Registry:.*\n/g, "")
    .replace(/^(?: *\*\n)+|(?: *\*\n)+$/g, "");
  return kept === "" ? "" : comment.replace(body, () => kept);
}
