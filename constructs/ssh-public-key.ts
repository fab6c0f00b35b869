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

/** sshd options before a key: names with optional quoted values, separated by commas. */
const OPTION = `[A-Za-z][A-Za-z0-9-]*(?:="(?:[^"\\\\]|\\\\.)*")?`;
const OPTIONS = new RegExp(`^${OPTION}(?:,${OPTION})*[ \\t]+`);

/** Where a public key is used; only `authorized_keys` allows options before it. */
export interface PublicKeyPlace {
  /** Whether sshd options are allowed before the key: `from="10.0.0.0/8",restrict ssh-ed25519 …`. */
  readonly withOptions: boolean;
}

/**
 * Checks one OpenSSH public key. The base64 part starts with the key's type as a length-prefixed
 * string (RFC 4253, section 6.6), which shows whether the key is complete.
 */
export function publicKeyProblem(key: string, place: PublicKeyPlace): Finding | undefined {
  if (/PRIVATE KEY/.test(key)) {
    return {
      code: "ssh-key-private",
      summary: "ssh public key is a private key",
      value: shorten(key),
      allowed: ALLOWED,
      remedy: "use the content of the .pub file, and replace the private key, since it is exposed",
    };
  }
  const malformed: Finding = {
    code: "ssh-key-malformed",
    summary: "ssh public key is malformed",
    value: key.length > 60 ? `${key.slice(0, 60)}…` : key,
    allowed: place.withOptions ? `${ALLOWED}; sshd options are allowed before it` : ALLOWED,
    remedy: "paste the line of the .pub file; check it with `ssh-keygen -lf FILE`",
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

/** Whether the blob consists of at least two complete length-prefixed fields. */
function hasWholeFields(blob: Buffer): boolean {
  let offset = 0;
  let fields = 0;
  while (offset + 4 <= blob.length) {
    offset += 4 + blob.readUInt32BE(offset);
    fields += 1;
  }
  return offset === blob.length && fields >= 2;
}
