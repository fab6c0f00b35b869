/**
 * What this library takes from cdktf beside its public API. A successor of cdktf needs another version of
 * this file, and of no other.
 */
import { createRequire } from "node:module";
import type { TerraformResourceLifecycle, TerraformStack } from "cdktf";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import { lifecycleToTerraform } from "cdktf/lib/terraform-resource";
import { keysToSnakeCase } from "cdktf/lib/util";

export type { StackAnnotation } from "cdktf/lib/manifest";
export { invokeAspects };

/** A lifecycle block as Terraform JSON has it. */
export function lifecycleJson(lifecycle: TerraformResourceLifecycle): Record<string, unknown> {
  return keysToSnakeCase(lifecycleToTerraform(lifecycle));
}

/**
 * Stops cdktf from recording a full stack trace for every reference between resources. Nothing of this
 * library prints them, and with the source maps of tsx they are half of the time that a fleet of 5,000
 * machines takes. cdktf has no switch for it.
 */
export function disableTokenStackTraces(): void {
  const require = createRequire(__filename);
  Object.assign(require("cdktf/lib/tokens/private/stack-trace"), { captureStackTrace: () => [] });
}

/**
 * Has a local module referred to where it lies. cdktf copies its folder when a stack is written, for which it
 * needs its own CLI; here one writer writes all files at once.
 *
 * @param pathOf - the path from the stack's folder, of one from the folder of `main.ts`
 */
export function referToLocalModules(
  stack: TerraformStack,
  pathOf: (source: string) => string,
): void {
  Object.defineProperty(stack, Symbol.for("cdktf.TerraformModuleAsset"), {
    value: { getAssetPathForModule: pathOf },
  });
}
