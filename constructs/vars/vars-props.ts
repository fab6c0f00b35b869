import { anything } from "../props/kinds";
import type { KindsOf } from "../props/read-props";
import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";

/** What a machine or a module can be given beside its options. */
export interface VarsProps {
  /** Generators of keys, passwords and the like, each in a file of its own. @default - none */
  readonly vars?: readonly VarsGenerator[];
  /** Credentials that others issued, each in a file of its own. @default - none */
  readonly secrets?: readonly SopsSecret[];
}

/** What a machine or a module takes of it. */
export const VARS_PROPS: KindsOf<VarsProps> = { vars: anything, secrets: anything };
