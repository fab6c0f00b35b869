import type { Problem } from "../problem";
import { secretsIn } from "./secrets-in";

/** Shows enough of a secret to find it and too little to use it. */
export function shorten(secret: string): string {
  return `${secret.slice(0, Math.min(4, secret.length / 4))}… (${secret.length} characters)`;
}

/** A certain secret in the clear, and the names that lead to it. */
export interface SecretLiteral {
  readonly at: readonly string[];
  readonly problem: Problem;
}

/** Finds what is certainly a secret in the clear; what is only likely to be one is no error. */
export function* secretLiterals(
  value: unknown,
  place: readonly string[] = [],
): Iterable<SecretLiteral> {
  for (const { at, kind, certainty, secret } of secretsIn(value, place)) {
    if (certainty === "certain") yield { at, problem: secretProblem(secret, kind, at) };
  }
}

function secretProblem(secret: string, kind: string, at: readonly string[]): Problem {
  return {
    what: `${at.join(".")} holds ${kind} in the clear, which would be committed with the output`,
    value: shorten(secret),
    allowed: "a reference: clan's secrets, a sensitive variable, or the environment",
    remedy: "store it with `clan secrets set NAME`, refer to it, and replace the exposed one",
  };
}
