import type { Finding } from "./diagnostics/finding";
import { shorten } from "./secrets";

const TYPES = [
  "ssh-ed25519",
  "ssh-rsa",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
];

const ALLOWED = `one line "<type> <base64> [comment]" with a type of ${TYPES.join(", ")}`;

/**
 * Checks one OpenSSH public key. The base64 part starts with the key's type as a length-prefixed
 * string (RFC 4253, section 6.6), which tells a mangled key from a whole one.
 */
export function publicKeyProblem(key: string): Finding | undefined {
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
    allowed: ALLOWED,
    remedy: "paste the one line of the .pub file; `ssh-keygen -lf FILE` tells whether it is whole",
  };
  if (/[\r\n]/.test(key)) return malformed;
  const [type = "", body = ""] = key.split(" ");
  if (!TYPES.includes(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return malformed;
  const blob = Buffer.from(body, "base64");
  return hasWholeFields(blob) && firstField(blob) === type ? undefined : malformed;
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
