import { NixValueError } from "../value-error";

/** Characters of a text that a message quotes. */
const EXCERPT = 60;

/**
 * Text that a Nix file can hold.
 *
 * @throws NixValueError for a NUL character or half of a surrogate pair
 */
export function wellFormed(text: string): string {
  if (text.includes("\0")) {
    throw new NixValueError(
      `${excerpt(text)} contains a NUL character, which no Nix string can hold: remove it`,
    );
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new NixValueError(
      `${excerpt(text)} contains half of a surrogate pair, which UTF-8 cannot hold: remove it`,
    );
  }
  return text;
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);
}
