import { NixExpression } from "@nix-fleet/nix-language";
import type { SopsSecret } from "./sops-secret";

/** Where a secret lies, in settings of a machine that has it. */
export class SecretReference extends NixExpression {
  constructor(readonly secret: SopsSecret) {
    // As text: `config.sops.secrets` does not have it before somebody makes its file.
    super({ kind: "string", parts: [`/run/secrets-sops/${secret.name}`] });
  }
}
