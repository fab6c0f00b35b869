/**
 * What this library takes from cdktf beside its public API. A successor of cdktf needs another version of
 * this file, and of no other.
 */
import { createRequire } from "node:module";
import type { TerraformElement, TerraformResourceLifecycle, TerraformStack } from "cdktf";
import { lifecycleToTerraform } from "cdktf/lib/terraform-resource";
import { keysToSnakeCase } from "cdktf/lib/util";

export type { StackAnnotation } from "cdktf/lib/manifest";

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
 * The logical id that an element was given too late: cdktf remembers the id as soon as something refers to
 * the element, and ignores later ones.
 */
export function ignoredLogicalId(element: TerraformElement): string | undefined {
  const override: unknown = Reflect.get(element, "_logicalIdOverride");
  return typeof override === "string" && override !== element.friendlyUniqueId
    ? override
    : undefined;
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
