/** Secrets in plain text: a certain secret is an error, a likely secret at most a warning. */
export type { Certainty, FoundSecret, SecretInText } from "./found-secret";
export { type PlacedSecret, secretFindings, shorten } from "./secret-findings";
export { secretInText, secretsIn } from "./secrets-in";
