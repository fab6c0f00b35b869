import { defineCodes } from "../diagnostics/codes";
import { nixosMachine } from "../diagnostics/examples";

defineCodes("Generators and secrets", {
  "secret-in-clear": {
    severity: "error",
    meaning:
      "A secret is in plain text. The generated files are committed, Nix copies them to its store, which every account on a machine can read, and Terraform stores them in its state.",
    example: nixosMachine(
      'settings: { environment: { variables: { KEY: "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHC" } } }',
    ),
    corrected: `const key = new SopsSecret(fleet, "key", { file: "secrets/key.yaml" });
${nixosMachine("secrets: [key]", "settings: { environment: { variables: { KEY_FILE: key.path } } }")}`,
  },
  "secret-likely": {
    severity: "warning",
    meaning:
      "A value looks like a secret in plain text. Its name suggests it, or it is a long random string. If it is a secret, it would be committed and copied to the Nix store. Otherwise, accept the warning.",
    example: nixosMachine(
      'settings: { programs: { git: { config: { http: { password: "correct-horse-7" } } } } }',
    ),
    corrected: `const password = new SopsSecret(fleet, "password", { file: "secrets/example.yaml" });
${nixosMachine("secrets: [password]", "settings: { programs: { git: { config: { http: { passwordFile: password.path } } } } }")}`,
  },
});
