import type { TerraformStack } from "cdktf";
import type { PlacedFinding } from "../diagnostics/finding";
import { findingOfThrown } from "../diagnostics/thrown";
import { sharedStateFindings } from "./shared-state";
import { stackFindings } from "./stack-checks";

/** What the stacks render to. */
export interface RenderedStacks {
  readonly json: ReadonlyMap<TerraformStack, unknown>;
  readonly findings: readonly PlacedFinding[];
}

/**
 * Renders the stacks, and checks what came out.
 *
 * @param known - what is wrong already; a stack that cannot be rendered because of it is not reported again
 */
export function renderStacks(
  stacks: readonly TerraformStack[],
  known: readonly PlacedFinding[],
): RenderedStacks {
  const json = new Map<TerraformStack, unknown>();
  const findings: PlacedFinding[] = [];
  for (const stack of stacks) {
    try {
      json.set(stack, stack.toTerraform());
    } catch (error) {
      if (known.length > 0) continue;
      findings.push({ path: stack.node.path, finding: findingOfThrown(error, stack) });
    }
  }
  for (const [stack, block] of json) findings.push(...stackFindings(stack, block));
  return { json, findings: [...findings, ...sharedStateFindings(json)] };
}
