import type { TerraformStack } from "cdktf";
import { codeDefinition } from "../diagnostics/codes";
import type { PlacedFinding } from "../diagnostics/finding";
import { sharedStateFindings } from "./shared-state";
import { stackFindings } from "./stack-checks";
import { findingOfCdktf } from "./thrown-by-cdktf";

/** The Terraform JSON of the stacks, and the findings in it. */
export interface RenderedStacks {
  readonly json: ReadonlyMap<TerraformStack, unknown>;
  readonly findings: readonly PlacedFinding[];
}

/**
 * Renders the stacks, and checks the result.
 *
 * @param known - existing findings; if a stack with an error cannot be rendered, no further error is reported
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
      if (known.some((finding) => isErrorIn(stack, finding))) continue;
      findings.push({ path: stack.node.path, finding: findingOfCdktf(error, stack) });
    }
  }
  findings.push(...duplicateStacks(stacks));
  for (const [stack, block] of json) findings.push(...stackFindings(stack, block));
  return { json, findings: [...findings, ...sharedStateFindings(json)] };
}

/** Whether a finding is an error in a stack. */
function isErrorIn({ node }: TerraformStack, { path, finding }: PlacedFinding): boolean {
  const severity = finding.severity ?? codeDefinition(finding.code)?.severity ?? "error";
  return severity === "error" && `${path}/`.startsWith(`${node.path}/`);
}

/** Reports stacks with the id, and so the folder, of an earlier stack. */
function* duplicateStacks(stacks: readonly TerraformStack[]): Iterable<PlacedFinding> {
  const first = new Map<string, TerraformStack>();
  for (const stack of stacks) {
    // A second stack in the same scope has a number after its id.
    const id = stack.node.id.replace(/#\d+$/, "");
    const other = first.get(id.toLowerCase());
    if (other === undefined) first.set(id.toLowerCase(), stack);
    else {
      yield {
        path: stack.node.path,
        finding: {
          code: "stack-duplicate",
          summary: "duplicate stack id: both stacks would use the same folder",
          value: id,
          allowed: `ids that differ in more than case; the first stack is ${other.node.path}`,
          remedy: "change the id of the stack that has no state yet",
        },
      };
    }
  }
}
