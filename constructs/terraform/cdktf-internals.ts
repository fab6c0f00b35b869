/**
 * All uses of cdktf's internals. A successor of cdktf needs changes in this file only.
 */
import { createRequire } from "node:module";
import type { TerraformElement, TerraformResourceLifecycle, TerraformStack } from "cdktf";
import { lifecycleToTerraform } from "cdktf/lib/terraform-resource";
import { keysToSnakeCase } from "cdktf/lib/util";
import type { IConstruct } from "constructs";
import { resolveTokens } from "./resolve-tokens";

export type { StackAnnotation } from "cdktf/lib/manifest";

/** A lifecycle block in Terraform JSON. */
export function lifecycleJson(lifecycle: TerraformResourceLifecycle): Record<string, unknown> {
  return keysToSnakeCase(lifecycleToTerraform(lifecycle));
}

/**
 * Stops cdktf from recording a stack trace for every reference between resources. This library does not print
 * them, and with the source maps of tsx they take half of the synth time of 5,000 machines. cdktf has no option
 * for it.
 */
export function disableTokenStackTraces(): void {
  const require = createRequire(__filename);
  Object.assign(require("cdktf/lib/tokens/private/stack-trace"), { captureStackTrace: () => [] });
}

/**
 * Makes cdktf resolve only what can contain tokens. cdktf resolves each value of a stack at least twice, with several
 * functions for each, which took a fifth of the synth time of 5,000 machines.
 */
export function resolveOnlyTokens(): void {
  const tokens: { resolve: ResolveIn } = createRequire(__filename)("cdktf/lib/_tokens");
  const { resolve } = tokens;
  if (resolve.name === "resolveIn") return;
  tokens.resolve = function resolveIn(scope, value, preparing = false) {
    return resolveTokens(value, (inner) => resolve(scope, inner, preparing));
  };
}

type ResolveIn = (scope: IConstruct, value: unknown, preparing?: boolean) => unknown;

/**
 * The logical id that was set too late: cdktf caches the id when something refers to the element, and ignores
 * later changes.
 */
export function ignoredLogicalId(element: TerraformElement): string | undefined {
  const override: unknown = Reflect.get(element, "_logicalIdOverride");
  return typeof override === "string" && override !== element.friendlyUniqueId
    ? override
    : undefined;
}

/**
 * Makes a stack refer to local modules at their own path. cdktf copies their folders when its CLI writes a stack;
 * here a separate writer writes all files together.
 *
 * @param pathOf - converts a path relative to the folder of `main.ts` to one relative to the stack's folder
 */
export function referToLocalModules(
  stack: TerraformStack,
  pathOf: (source: string) => string,
): void {
  Object.defineProperty(stack, Symbol.for("cdktf.TerraformModuleAsset"), {
    value: { getAssetPathForModule: pathOf },
  });
}
