import { anything } from "../props/kinds";
import type { KindsOf } from "../props/read-props";
import type { SopsSecret } from "./sops-secret";
import type { VarsGenerator } from "./vars-generator";

/** Generators and secrets of a machine or module. */
export interface VarsProps {
  /** Generators of keys, passwords and other files; each is generated as a separate file. @default - none */
  readonly vars?: readonly VarsGenerator[];
  /** Credentials from third parties; each is generated as a separate file. @default - none */
  readonly secrets?: readonly SopsSecret[];
}

/** What a machine or a module takes of it. */
export const VARS_PROPS: KindsOf<VarsProps> = { vars: anything, secrets: anything };
