import type { SecretInText } from "./found-secret";
import { isPlaceholder, isPlain } from "./harmless";

/** `://user:password@host`; in the reference of a container image, a digest follows `@`. */
const USERINFO =
  /(?<=[A-Za-z0-9+.-]):\/\/([^\s/:@"'`<>?#]{0,200}):([^\s/@"'`?#]{1,500})@(?!sha\d{3}:)(?=[\w[$.-])/g;

/** Passwords of examples and local databases, which protect nothing. */
const NO_PASSWORD = /^(?:pass|passwd|password|pw|pwd|secret|guest|test)$/i;

/** Passwords in URLs. */
export function* urlPasswordsIn(text: string): Iterable<SecretInText> {
  if (!text.includes("://")) return;
  for (const [, user = "", secret = ""] of text.matchAll(USERINFO)) {
    const isComputed = secret.replaceAll("$$", "").includes("$");
    if (isComputed || !isPlain(secret) || isPlaceholder(secret)) continue;
    const isGuess = secret === user || NO_PASSWORD.test(secret);
    yield { kind: "a password in a URL", certainty: isGuess ? "likely" : "certain", secret };
  }
}
