import type { SecretInText } from "./found-secret";

/** A key in a format that public values share, so that its name decides. */
interface NamedKey {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Matches its name: the path of the option, then the text before it on its line. */
  readonly name: RegExp;
  /** Whether it is a likely secret under other names too. */
  readonly isRare: boolean;
}

/** 32 bytes in base64: the last two bits of the last digit are unused and zero. */
const CURVE25519 = /(?<![\w+/])[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=(?![\w+/=])/g;

const NAMED_KEYS: readonly NamedKey[] = [
  {
    kind: "a WireGuard private key",
    pattern: CURVE25519,
    name: /private[_-]?key$/i,
    isRare: false,
  },
  {
    kind: "a WireGuard preshared key",
    pattern: CURVE25519,
    name: /pre[_-]?shared[_-]?key$/i,
    isRare: false,
  },
  {
    // Not hexadecimal, and not a part of a longer word.
    kind: "a Hetzner API token",
    pattern:
      /(?<![\w+/-])(?=[A-Z\d]{0,63}[a-z])(?=[a-z\d]{0,63}[A-Z])(?=[A-Za-z]{0,63}\d)[A-Za-z\d]{64}(?![\w+/=-])/g,
    name: /token|bearer|hcloud|hetzner/i,
    isRare: true,
  },
  {
    kind: "an AWS secret key",
    pattern:
      /(?<![\w+/-])(?=[A-Z\d+/]{0,39}[a-z])(?=[a-z\d+/]{0,39}[A-Z])[A-Za-z\d+/]{40}(?![\w+/=-])/g,
    name: /secret[_-]?access[_-]?key$|(?:aws|s3)[^\n]*secret[_-]?key$/i,
    isRare: false,
  },
  {
    kind: "a Telegram bot token",
    pattern: /(?<![\d:])\d{8,10}:AA[\w-]{33}(?![\w-])/g,
    name: /telegram|bot|token/i,
    isRare: true,
  },
  {
    // A signature of a store path has the same format.
    kind: "a Nix signing key",
    pattern: /(?<![\w.-])[\w.-]{1,100}:[A-Za-z0-9+/]{86}==(?![\w+/=])/g,
    name: /(?:secret|private|sign(?:ing)?)[_-]?key/i,
    isRare: false,
  },
];

/** Words that can contain one of these keys. Few texts have such a word. */
const LONG_WORD = /(?<![\w+/.:=-])[\w+/.:=-]{40,}/g;
const SHORTEST_TEXT = 40;
/** Separators between a name and its value: `=`, `: `, quotes, the end of an XML tag. */
const SEPARATORS = /[\s"'\\=:>([{,]+$/;
/** Maximum number of characters before a value in which to search for its name. */
const LONGEST_NAME = 120;

/** A text in the format of a key, and the part of its line before it, which can contain its name. */
export interface KeyCandidate {
  readonly key: NamedKey;
  readonly secret: string;
  readonly line: string;
}

/** Texts in the format of a key, in any place. */
export function keyCandidatesIn(text: string): readonly KeyCandidate[] {
  if (text.length < SHORTEST_TEXT) return [];
  return [...text.matchAll(LONG_WORD)].flatMap(({ 0: word, index: start }) =>
    NAMED_KEYS.flatMap((key) =>
      [...word.matchAll(key.pattern)].map(({ 0: secret, index }) => ({
        key,
        secret,
        line: lineBefore(text, start + index),
      })),
    ),
  );
}

/** The candidates with a name that identifies them, and those that are likely secrets under any name. */
export function namedKeys(
  candidates: readonly KeyCandidate[],
  at: readonly string[],
): readonly SecretInText[] {
  const path = at.filter((step) => !/^\d+$/.test(step)).join(".");
  return candidates.flatMap(({ key: { kind, name, isRare }, secret, line }) => {
    const isNamed = name.test(`${path}\n${line}`.trimEnd());
    if (!isNamed && !isRare) return [];
    return [{ kind, certainty: isNamed ? "certain" : "likely", secret }];
  });
}

/** The line before a value, without the separators. */
function lineBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - LONGEST_NAME), index);
  return before.slice(before.lastIndexOf("\n") + 1).replace(SEPARATORS, "");
}
