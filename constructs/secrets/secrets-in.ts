import { visitParts } from "@nix-fleet/nix-language";
import { disarmor } from "./armor";
import { assignedSecretsIn } from "./assignments";
import type { FoundSecret, SecretInText } from "./found-secret";
import { isPlain, isSecretItself } from "./harmless";
import { type KeyCandidate, keyCandidatesIn, namedKeys } from "./named-keys";
import { isAccountPassword, isThrowaway, LIKELY_KINDS, secretNameAt } from "./names";
import { urlPasswordsIn } from "./url-passwords";
import { vendorTokensIn } from "./vendor-tokens";

/** Minimum length of a text with cached results. */
const LONG_TEXT = 1000;

/** Minimum length of a text with a secret that its format or an assignment shows: `a://:b@c`. */
const SHORTEST_TEXT = 8;

/**
 * Secrets in plain text in a value: recognized by their format in any place, or by the name of an option with
 * a literal text. References, paths, placeholders, hashes and public keys are not secrets.
 *
 * @param place - the path of the value. A part of it, such as `token` or `vmVariant`, can identify the value
 */
export function secretsIn(value: unknown, place: readonly string[] = []): readonly FoundSecret[] {
  const secrets: FoundSecret[] = [];
  // The same long text can be in many places, such as the script of every install.
  const scans = new Map<string, TextScan>();
  visitParts(value, place, (part) => {
    const { value: text, isResult } = part;
    if (typeof text !== "string") return;
    const scan = scans.get(text) ?? textScanOf(text);
    if (text.length >= LONG_TEXT) scans.set(text, scan);
    const { at } = part;
    const inside = scan === NOTHING ? [] : distinct(secretsAt(scan, at));
    const found = inside.length === 0 && isResult ? secretByName(text, at) : inside;
    for (const secret of found) secrets.push({ at, ...secret });
  });
  return secrets;
}

/** The first certain secret in a text, such as a whole file. */
export function secretInText(text: string): SecretInText | undefined {
  return knownByFormat(formatScanOf(text), []).find(({ certainty }) => certainty === "certain");
}

/** Texts in the format of a secret, in any place. */
interface FormatScan {
  readonly byFormat: readonly SecretInText[];
  readonly candidates: readonly KeyCandidate[];
  readonly urlPasswords: readonly SecretInText[];
}

/** A format scan, with the values assigned to names of secrets. */
interface TextScan extends FormatScan {
  readonly assigned: readonly SecretInText[];
}

/** The scan of most texts. */
const NOTHING: TextScan = { byFormat: [], candidates: [], urlPasswords: [], assigned: [] };

function textScanOf(text: string): TextScan {
  if (text.length < SHORTEST_TEXT) return NOTHING;
  const scan = { ...formatScanOf(text), assigned: [...assignedSecretsIn(text)] };
  return Object.values(scan).every((found) => found.length === 0) ? NOTHING : scan;
}

function formatScanOf(text: string): FormatScan {
  const { privateKeys, rest } = disarmor(text);
  return {
    byFormat: [...privateKeys, ...vendorTokensIn(rest)],
    candidates: keyCandidatesIn(rest),
    urlPasswords: [...urlPasswordsIn(rest)],
  };
}

function secretsAt(scan: TextScan, at: readonly string[]): readonly SecretInText[] {
  return [...knownByFormat(scan, at), ...(isThrowaway(at) ? [] : scan.assigned)];
}

function knownByFormat(scan: FormatScan, at: readonly string[]): readonly SecretInText[] {
  return [...scan.byFormat, ...namedKeys(scan.candidates, at), ...scan.urlPasswords];
}

/** Each secret once, with the first matching kind. */
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
