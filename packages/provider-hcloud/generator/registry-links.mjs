const HEADER_LINK = /^\/\/ https:\/\/registry\..*\n/;
const INLINE_LINK = /\{@link https:\/\/registry\.\S+ ([^}]+)\}/g;
const DOC_COMMENT = / *\/\*\*\n((?: *\*(?!\/).*\n)*) *\*\/\n/g;

/**
 * Removes all links to a provider registry from a generated source and keeps the text around them. Lines and
 * comments that contain only such links are removed completely.
 *
 * @param {string} source TypeScript from the provider generator
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
