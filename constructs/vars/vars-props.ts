import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";

/** What a machine or a module can be given beside its options. */
export interface VarsProps {
  /** Generators of keys, passwords and the like, each in a file of its own. @default - none */
  readonly vars?: readonly VarsGenerator[];
  /** Credentials that others issued, each in a file of its own. @default - none */
  readonly secrets?: readonly SopsSecret[];
}
