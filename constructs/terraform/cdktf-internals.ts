/**
 * What this library takes from cdktf beside its public API. A successor of cdktf needs another version of
 * this file, and of no other.
 */
import { createRequire } from "node:module";
import type { TerraformResourceLifecycle } from "cdktf";
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
