import { partsOf } from "@nix-fleet/nix-language";
import { disarmor } from "./armor";
import { assignedSecretsIn } from "./assignments";
import type { FoundSecret, SecretInText } from "./found-secret";
import { isPlain, isSecretItself } from "./harmless";
import { namedKeysIn } from "./named-keys";
import { isAccountPassword, isThrowaway, LIKELY_KINDS, secretNameAt } from "./names";
import { urlPasswordsIn } from "./url-passwords";
import { vendorTokensIn } from "./vendor-tokens";

/**
 * Secrets in the clear that stand in a value: by their format wherever they stand, and by their name where a
 * plain text is the value of an option. References, paths, placeholders, hashes and public keys are none.
 *
 * @param place - the names that lead to the value: a part of them, such as `token` or `vmVariant`, tells what
 *   it is
 */
export function* secretsIn(value: unknown, place: readonly string[] = []): Iterable<FoundSecret> {
  for (const { value: part, at, isResult } of partsOf(value, place)) {
    if (typeof part !== "string") continue;
    const inside = distinct(secretsInText(part, at));
    const found = inside.length === 0 && isResult ? secretByName(part, at) : inside;
    for (const secret of found) yield { at, ...secret };
  }
}

/** The first certain secret that stands somewhere in a text, such as a whole file. */
export function secretInText(text: string): SecretInText | undefined {
  for (const found of knownByFormat(text, [])) if (found.certainty === "certain") return found;
  return undefined;
}

function* secretsInText(text: string, at: readonly string[]): Iterable<SecretInText> {
  yield* knownByFormat(text, at);
  for (const assigned of assignedSecretsIn(text)) if (!isThrowaway(at)) yield assigned;
}

function* knownByFormat(text: string, at: readonly string[]): Iterable<SecretInText> {
  const { privateKeys, rest } = disarmor(text);
  yield* privateKeys;
  yield* vendorTokensIn(rest);
  yield* namedKeysIn(rest, at);
  yield* urlPasswordsIn(rest);
}

/** Each secret once, by the first kind that fits it. */
function distinct(found: Iterable<SecretInText>): readonly SecretInText[] {
  const bySecret = new Map<string, SecretInText>();
  for (const one of found) if (!bySecret.has(one.secret)) bySecret.set(one.secret, one);
  return [...bySecret.values()];
}

function secretByName(text: string, at: readonly string[]): readonly SecretInText[] {
  const name = secretNameAt(at);
  if (name === undefined || (name === "token" && text === at.at(-1))) return [];
  const isSecret = isAccountPassword(at) ? isPlain(text.trim()) : isSecretItself(text, name);
  return isSecret ? [{ kind: LIKELY_KINDS[name], certainty: "likely", secret: text }] : [];
}
