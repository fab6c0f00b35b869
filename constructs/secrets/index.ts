/**
 * Secrets in the clear: what is certainly one by its format is an error, what is likely one by its name is
 * a warning at most.
 */
export type { Certainty, FoundSecret, SecretInText } from "./found-secret";
export { type PlacedSecret, secretFindings, shorten } from "./secret-findings";
export { secretInText, secretsIn } from "./secrets-in";
