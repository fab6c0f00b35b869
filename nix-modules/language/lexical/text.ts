import { NixValueError } from "../value-error";

/**
 * Text that a Nix file can hold.
 *
 * @throws NixValueError for a NUL character or half of a surrogate pair
 */
export function wellFormed(text: string): string {
  if (text.includes("\0")) {
    throw new NixValueError(
      `${JSON.stringify(text)} contains a NUL character, which no Nix string can hold: remove it`,
    );
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new NixValueError(
      `${JSON.stringify(text)} contains half of a surrogate pair, which UTF-8 cannot hold: remove it`,
    );
  }
  return text;
}
