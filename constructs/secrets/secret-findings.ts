import type { Finding } from "../diagnostics/finding";
import type { FoundSecret } from "./found-secret";
import { secretsIn } from "./secrets-in";

/** Shows enough of a secret to find it and too little to use it. */
export function shorten(secret: string): string {
  return `${secret.slice(0, Math.min(4, secret.length / 4))}… (${secret.length} characters)`;
}

/** What is wrong with a secret in the clear, and the names that lead to it. */
export interface PlacedSecret {
  readonly at: readonly string[];
  readonly finding: Finding;
}

/**
 * Finds secrets in the clear: those that certainly are one are errors, those that only look like one by
 * their name are warnings.
 */
export function* secretFindings(
  value: unknown,
  place: readonly string[] = [],
): Iterable<PlacedSecret> {
  for (const found of secretsIn(value, place)) yield { at: found.at, finding: findingOf(found) };
}

function findingOf({ at, kind, certainty, secret }: FoundSecret): Finding {
  const where = at.join(".");
  if (certainty === "likely") {
    return {
      code: "secret-likely",
      severity: "warning",
      summary: `${where} may contain ${kind} in plain text, which would be committed with the output`,
      value: shorten(secret),
      allowed: "a reference: clan's secrets, a sensitive variable, or the environment",
      remedy:
        "if it is a secret, store it with `clan secrets set NAME` and refer to it; if not, accept the warning",
    };
  }
  return {
    code: "secret-in-clear",
    summary: `${where} contains ${kind} in plain text, which would be committed with the output`,
    value: shorten(secret),
    allowed: "a reference: clan's secrets, a sensitive variable, or the environment",
    remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
  };
}
