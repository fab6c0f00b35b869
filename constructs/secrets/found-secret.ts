/**
 * How certain it is that a value is a secret. `certain`: only secrets have this format, or this format with
 * this name. `likely`: its name or its randomness suggests it.
 */
export type Certainty = "certain" | "likely";

/** A secret in a text. */
export interface SecretInText {
  /** The kind of secret, with an article: `a GitHub token`. */
  readonly kind: string;
  readonly certainty: Certainty;
  /** The full secret. Shorten it before printing. */
  readonly secret: string;
}

/** A secret in a value. */
export interface FoundSecret extends SecretInText {
  /** The path of the text that contains it: attribute names and list indexes. */
  readonly at: readonly string[];
}
