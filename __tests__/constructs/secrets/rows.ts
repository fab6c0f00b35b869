import { type Certainty, secretsIn } from "../../../constructs/secrets";

/** The place of a value, as in `services.x.token`; a list if its names contain dots. */
export type Place = string | readonly string[];

/** What is found in the value of an option. */
export function foundAt(
  place: Place,
  value: unknown,
): readonly { readonly at: string; readonly kind: string; readonly certainty: Certainty }[] {
  const names = typeof place === "string" ? place.split(".") : place;
  const settings = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return [...secretsIn(settings)].map(({ at, kind, certainty }) => ({
    at: at.join("."),
    kind,
    certainty,
  }));
}

export function dotted(place: Place): string {
  return typeof place === "string" ? place : place.join(".");
}

const ALPHABETS = {
  hex: "0123456789abcdef",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  letters: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
  mixed: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
} as const;

/**
 * Characters as if drawn by lot, the same in each run. Secrets of these tests are put together from them, so
 * that the source contains none: a forge would reject the push.
 */
export function random(length: number, alphabet: keyof typeof ALPHABETS = "mixed"): string {
  const characters = ALPHABETS[alphabet];
  let state = 12345 + length;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return characters[Math.floor((state / 2 ** 31) * characters.length)];
  }).join("");
}

/** 32 bytes in base64, as WireGuard's keys. */
export const CURVE25519 = Buffer.from(random(32)).toString("base64");

/** An armored block of a few lines. */
export function armored(label: string, newline = "\n", length = 3): string {
  const lines = Array.from({ length }, (_, line) => random(64 - (line === length - 1 ? 20 : 0)));
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join(newline);
}
