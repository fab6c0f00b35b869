import type { IConstruct } from "constructs";
import { objectsIn } from "../diagnostics/objects";
import { SopsSecret } from "./sops-secret";
import { VarsGenerator } from "./vars-generator";
import type { VarsProps } from "./vars-props";

/** The generators and secrets in the props of a machine or module. */
export interface GivenVars {
  readonly vars: readonly VarsGenerator[];
  readonly secrets: readonly SopsSecret[];
}

/** Reads them from props, and reports anything else. */
export function givenVars(construct: IConstruct, { vars, secrets }: VarsProps): GivenVars {
  return {
    vars: objectsIn(construct, "vars", vars, VarsGenerator.isVarsGenerator, "new VarsGenerator(…)"),
    secrets: objectsIn(construct, "secrets", secrets, SopsSecret.isSopsSecret, "new SopsSecret(…)"),
  };
}
