/**
 * How sure it is that a value is a secret. `certain`: its format, or its format under its name, has no other
 * use. `likely`: its name or its randomness suggests it.
 */
export type Certainty = "certain" | "likely";

/** A secret that stands somewhere in a text. */
export interface SecretInText {
  /** What it is, with an article: `a GitHub token`. */
  readonly kind: string;
  readonly certainty: Certainty;
  /** The secret itself: shorten it before it is printed. */
  readonly secret: string;
}

/** A secret that stands somewhere in a value. */
export interface FoundSecret extends SecretInText {
  /** The names of attributes, and places in lists, that lead to the text that holds it. */
  readonly at: readonly string[];
}
