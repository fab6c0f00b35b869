import { createPublicKey, type KeyObject, randomBytes } from "node:crypto";

const TYPE = "ssh-ed25519";
const BLOCK_SIZE = 8;

/** The parts of an ED25519 key, raw; `d` of a public key is empty. */
function rawKey(key: KeyObject): { x: Buffer; d: Buffer } {
  const { x = "", d = "" } = key.export({ format: "jwk" });
  return { x: Buffer.from(x, "base64url"), d: Buffer.from(d, "base64url") };
}

/** Bytes as fingerprints are written, `67:9d:...`. */
export function colonHex(bytes: Buffer): string {
  return bytes.toString("hex").replace(/(..)(?=.)/g, "$1:");
}

/** SSH's string: its length as four bytes, then its bytes. */
function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An ED25519 public key as SSH's binary blob and as the line of an `authorized_keys` file. */
export function opensshPublicKey(publicKey: KeyObject): { blob: Buffer; line: string } {
  const blob = Buffer.concat([field(TYPE), field(rawKey(publicKey).x)]);
  return { blob, line: `${TYPE} ${blob.toString("base64")}\n` };
}

/** An ED25519 private key in the format of OpenSSH, without passphrase or comment. */
export function opensshPrivateKey(privateKey: KeyObject): string {
  const { x, d } = rawKey(privateKey);
  const { blob } = opensshPublicKey(createPublicKey(privateKey));
  const check = randomBytes(4);
  const secret = [check, check, field(TYPE), field(x), field(Buffer.concat([d, x])), field("")];
  const length = Buffer.concat(secret).length;
  const padding = Buffer.from(
    Array.from({ length: (BLOCK_SIZE - (length % BLOCK_SIZE)) % BLOCK_SIZE }, (_, i) => i + 1),
  );
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    field("none"),
    field("none"),
    field(""),
    Buffer.from([0, 0, 0, 1]),
    field(blob),
    field(Buffer.concat([...secret, padding])),
  ]);
  const lines = body.toString("base64").match(/.{1,70}/g) ?? [];
  const frame = (word: string) => `-----${word} OPENSSH PRIVATE KEY-----`;
  return [frame("BEGIN"), ...lines, frame("END"), ""].join("\n");
}
