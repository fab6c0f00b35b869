import type { Finding } from "../diagnostics/finding";
import type { FoundSecret } from "./found-secret";
import { secretsIn } from "./secrets-in";

/** Shortens a secret: enough to find it, too little to use it. */
export function shorten(secret: string): string {
  return `${secret.slice(0, Math.min(4, secret.length / 4))}… (${secret.length} characters)`;
}

/** The finding for a secret in plain text, and its path. */
export interface PlacedSecret {
  readonly at: readonly string[];
  readonly finding: Finding;
}

/** Finds secrets in plain text. Certain secrets are errors; likely secrets are warnings. */
export function secretFindings(
  value: unknown,
  place: readonly string[] = [],
): readonly PlacedSecret[] {
  return secretsIn(value, place).map((found) => ({ at: found.at, finding: findingOf(found) }));
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
