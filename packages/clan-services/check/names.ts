import { closest, distance } from "fastest-levenshtein";

/** A suggestion for a misspelt name, for a message. Empty if no name is similar. */
export function didYouMean(name: string, allowed: readonly string[]): string {
  if (allowed.length === 0) {
    return "";
  }
  const candidate = closest(name, allowed);
  const mostEdits = Math.max(1, Math.floor(name.length / 3));
  return distance(name, candidate) <= mostEdits ? `, did you mean ${candidate}?` : "";
}
