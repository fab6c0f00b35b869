import type { SecretInText } from "./found-secret";

/** `-----BEGIN RSA PRIVATE KEY-----`, or four dashes and spaces, as in SSH2 keys. */
const MARKER = /-{4,5} ?(BEGIN|END) ([A-Z0-9 ]{1,60}?) ?-{4,5}/g;

const PRIVATE_LABEL = /PRIVATE KEY(?: BLOCK)?$/;

/**
 * The text of a key after its first line: line breaks, which can be escaped, headers such as `Proc-Type:
 * 4,ENCRYPTED`, then base64. It does not match sentences, or scripts that search for the first line or print
 * it before a variable.
 */
const KEY_START =
  /^(?:\\+[nrt]|\s){0,80}(?:[A-Z][A-Za-z-]{1,20}: [^\n\\]{0,200}(?:\\+[nrt]|\s){1,80}){0,5}(?!x+\b|redacted)(?:[a-z0-9+/]{16}|[a-z0-9+/=]{8,15}(?=[ \t]{0,4}(?:[\r\n\\]|-----END)))/i;
const LONGEST_KEY_START = 1500;

/** The content of a key without its last line. */
const BASE64_LINES = /(?:\s|\\+[nrt]|[A-Za-z0-9+/=]{16,})*/y;

/**
 * An armored block, from its first line to its last line, or to the end of its base64 if the last line is
 * missing.
 */
interface Block {
  readonly isPrivate: boolean;
  readonly from: number;
  readonly bodyFrom: number;
  readonly to: number;
}

/** The private keys in a text, and the text outside keys and certificates. */
export interface Disarmored {
  readonly privateKeys: readonly SecretInText[];
  readonly rest: string;
}

/** Removes armored blocks (PEM, OpenSSH, PGP) from a text, because lines of a certificate look like tokens. */
export function disarmor(text: string): Disarmored {
  if (!text.includes("BEGIN ")) return { privateKeys: [], rest: text };
  const blocks = [...blocksOf(text)];
  const ends = [0, ...blocks.map(({ to }) => to)];
  const starts = [...blocks.map(({ from }) => from), text.length];
  return {
    privateKeys: blocks.flatMap((block) => privateKeyIn(text, block)),
    rest: ends.map((end, index) => text.slice(end, starts[index])).join("\n"),
  };
}

function* blocksOf(text: string): Iterable<Block> {
  const markers = [...text.matchAll(MARKER)];
  for (const [index, { 0: line, 1: word, 2: label = "", index: from }] of markers.entries()) {
    if (word !== "BEGIN") continue;
    const next = markers[index + 1];
    const end = next?.[1] === "END" && next[2] === label ? next : undefined;
    const bodyFrom = from + line.length;
    const to = end === undefined ? endOfBase64(text, bodyFrom) : end.index + end[0].length;
    yield { isPrivate: PRIVATE_LABEL.test(label), from, bodyFrom, to };
  }
}

function endOfBase64(text: string, from: number): number {
  BASE64_LINES.lastIndex = from;
  return from + (BASE64_LINES.exec(text)?.[0].length ?? 0);
}

function privateKeyIn(
  text: string,
  { isPrivate, from, bodyFrom, to }: Block,
): readonly SecretInText[] {
  if (!isPrivate) return [];
  const isKey = KEY_START.test(text.slice(bodyFrom, bodyFrom + LONGEST_KEY_START));
  // The first line alone is not a key, but a value that contains only this line can be the first of several.
  const isFirstLine = text.trim() === text.slice(from, bodyFrom);
  if (!isKey && !isFirstLine) return [];
  const secret = text.slice(from, to).trimEnd();
  return [{ kind: "a private key", certainty: isKey ? "certain" : "likely", secret }];
}
