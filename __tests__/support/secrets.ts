/** A public key. */
export const ED25519 =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEqbsOqkDdsYSGK1yXGGYLJ6lRfDZbPMoyzGYGq4gSzA";

/** A private key, in the form that is known for one. */
export const PRIVATE_KEY =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----";

/** A text of the form of a Hetzner API token. */
export const HCLOUD_TOKEN = `${"aB3".repeat(21)}x`;

/** A text of the form of an age secret key. */
export const AGE_KEY = `AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2)}`.slice(
  0,
  74,
);
