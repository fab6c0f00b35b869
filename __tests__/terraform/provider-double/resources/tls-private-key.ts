import { createHash, generateKeyPairSync } from "node:crypto";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";
import { colonHex, opensshPrivateKey, opensshPublicKey } from "./openssh-key";

const ALGORITHMS = ["RSA", "ECDSA", "ED25519"];

/** Makes real keys; ED25519 ones only. */
export const tlsPrivateKey: ManagedResource = {
  replaceOn: ["algorithm", "rsa_bits", "ecdsa_curve"],
  defaults: { ecdsa_curve: "P224", rsa_bits: 2048 },

  validate(config) {
    const algorithm = config.string("algorithm");
    if (algorithm !== "" && !ALGORITHMS.includes(algorithm)) {
      throw new ProviderError(
        "Invalid Attribute Value Match",
        `value must be one of: ${ALGORITHMS.join(", ")}, got: ${algorithm}`,
        "algorithm",
      );
    }
  },

  async create(planned) {
    const algorithm = planned.string("algorithm");
    if (algorithm !== "ED25519") {
      throw new ProviderError(`The provider double makes no ${algorithm} keys`);
    }
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const { blob, line } = opensshPublicKey(publicKey);
    const der = publicKey.export({ type: "spki", format: "der" });
    const sha256 = createHash("sha256").update(blob).digest("base64").replace(/=+$/, "");
    return {
      ...planned.values,
      id: createHash("sha1").update(der).digest("hex"),
      private_key_pem: privatePem,
      private_key_pem_pkcs8: privatePem,
      private_key_openssh: opensshPrivateKey(privateKey),
      public_key_pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
      public_key_openssh: line,
      public_key_fingerprint_sha256: `SHA256:${sha256}`,
      public_key_fingerprint_md5: colonHex(createHash("md5").update(blob).digest()),
    };
  },

  read: async ({ values }) => values,
  delete: async () => {},
};
