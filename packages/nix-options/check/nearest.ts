import { distance } from "fastest-levenshtein";

/** Maximum number of suggested names. */
const MOST = 3;

/** Suggestions for a wrong name, the most similar first. */
export function nearestNames(name: string, names: Iterable<string>): readonly string[] {
  const mostEdits = Math.max(1, Math.floor(name.length / 3));
  const candidates: { readonly name: string; readonly edits: number }[] = [];
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > mostEdits) continue;
    const edits = editsBetween(name.toLowerCase(), candidate.toLowerCase());
    if (edits <= mostEdits) candidates.push({ name: candidate, edits });
  }
  return candidates
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map((candidate) => candidate.name);
}

/** Two transposed letters count as one edit. */
function editsBetween(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && a.length === b.length && sortedLetters(a) === sortedLetters(b) ? 1 : edits;
}

function sortedLetters(text: string): string {
  return Array.from(text).sort().join("");
}
