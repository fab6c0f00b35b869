import { NixExpression } from "@nix-fleet/nix-language";
import { brand, hasBrand } from "../brand";
import type { SopsSecret } from "./sops-secret";

const SECRET_REFERENCE = Symbol.for("nix-fleet.SecretReference");

/** The path of a decrypted secret, for settings of a machine that has it. */
export class SecretReference extends NixExpression<string> {
  static isSecretReference(value: unknown): value is SecretReference {
    return hasBrand(value, SECRET_REFERENCE);
  }

  constructor(readonly secret: SopsSecret) {
    // As a string: `config.sops.secrets` lacks the attribute until the encrypted file exists.
    super({ kind: "string", parts: [`/run/secrets-sops/${secret.name}`] });
    brand(this, SECRET_REFERENCE);
  }
}
