import { closest, distance } from "fastest-levenshtein";

/** The part of a message that tells a misspelt name's right spelling: empty if none is close. */
export function didYouMean(name: string, allowed: readonly string[]): string {
  if (allowed.length === 0) {
    return "";
  }
  const candidate = closest(name, allowed);
  const mostEdits = Math.max(1, Math.floor(name.length / 3));
  return distance(name, candidate) <= mostEdits ? `, did you mean ${candidate}?` : "";
}
