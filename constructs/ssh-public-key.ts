import type { Finding } from "./diagnostics/finding";
import { shorten } from "./secrets";

const PLAIN_TYPES = [
  "ssh-ed25519",
  "ssh-rsa",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
];
const TYPES = [
  ...PLAIN_TYPES,
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  ...[...PLAIN_TYPES, "sk-ssh-ed25519", "sk-ecdsa-sha2-nistp256"].map(
    (type) => `${type}-cert-v01@openssh.com`,
  ),
];

const ALLOWED = `one line "<type> <base64> [comment]" with a type of ${TYPES.slice(0, 7).join(", ")}, or a certificate`;

/** Options of sshd before a key: names, with values in quotes, joined by commas. */
const OPTION = `[A-Za-z][A-Za-z0-9-]*(?:="(?:[^"\\\\]|\\\\.)*")?`;
const OPTIONS = new RegExp(`^${OPTION}(?:,${OPTION})*[ \\t]+`);

/** What stands before a public key may be for `authorized_keys` only. */
export interface PublicKeyPlace {
  /** Whether options of sshd may stand before the key: `from="10.0.0.0/8",restrict ssh-ed25519 …`. */
  readonly withOptions: boolean;
}

/**
 * Checks one OpenSSH public key. The base64 part starts with the key's type as a length-prefixed
 * string (RFC 4253, section 6.6), which tells a mangled key from a whole one.
 */
export function publicKeyProblem(key: string, place: PublicKeyPlace): Finding | undefined {
  if (/PRIVATE KEY/.test(key)) {
    return {
      code: "ssh-key-private",
      summary: "ssh public key is a private key",
      value: shorten(key),
      allowed: ALLOWED,
      remedy: "give the content of the .pub file, and replace the private key: it was in the clear",
    };
  }
  const malformed: Finding = {
    code: "ssh-key-malformed",
    summary: "ssh public key is malformed",
    value: key.length > 60 ? `${key.slice(0, 60)}…` : key,
    allowed: place.withOptions ? `${ALLOWED}; options of sshd may stand before it` : ALLOWED,
    remedy: "paste the one line of the .pub file; `ssh-keygen -lf FILE` tells whether it is whole",
  };
  if (/[\r\n]/.test(key)) return malformed;
  const [type = "", body = ""] = (place.withOptions ? withoutOptions(key) : key).split(/[ \t]+/);
  if (!TYPES.includes(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return malformed;
  const blob = Buffer.from(body, "base64");
  return hasWholeFields(blob) && firstField(blob) === type ? undefined : malformed;
}

function withoutOptions(key: string): string {
  return TYPES.some((type) => key.startsWith(`${type} `)) ? key : key.replace(OPTIONS, "");
}

function firstField(blob: Buffer): string {
  return blob.subarray(4, 4 + blob.readUInt32BE(0)).toString("latin1");
}

/** Whether the blob is a sequence of at least two length-prefixed fields with nothing left over. */
function hasWholeFields(blob: Buffer): boolean {
  let offset = 0;
  let fields = 0;
  while (offset + 4 <= blob.length) {
    offset += 4 + blob.readUInt32BE(offset);
    fields += 1;
  }
  return offset === blob.length && fields >= 2;
}
