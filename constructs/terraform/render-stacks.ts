import type { TerraformStack } from "cdktf";
import { codeDefinition } from "../diagnostics/codes";
import type { PlacedFinding } from "../diagnostics/finding";
import { sharedStateFindings } from "./shared-state";
import { stackFindings } from "./stack-checks";
import { findingOfCdktf } from "./thrown-by-cdktf";

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
      if (known.some((finding) => isErrorIn(stack, finding))) continue;
      findings.push({ path: stack.node.path, finding: findingOfCdktf(error, stack) });
    }
  }
  findings.push(...duplicateStacks(stacks));
  for (const [stack, block] of json) findings.push(...stackFindings(stack, block));
  return { json, findings: [...findings, ...sharedStateFindings(json)] };
}

/** Whether an error was found in a stack already. */
function isErrorIn({ node }: TerraformStack, { path, finding }: PlacedFinding): boolean {
  const severity = finding.severity ?? codeDefinition(finding.code)?.severity ?? "error";
  return severity === "error" && `${path}/`.startsWith(`${node.path}/`);
}

/** Stacks whose id, which is their folder, is that of an earlier one. */
function* duplicateStacks(stacks: readonly TerraformStack[]): Iterable<PlacedFinding> {
  const first = new Map<string, TerraformStack>();
  for (const stack of stacks) {
    // A second one of the same scope has a number after its id.
    const id = stack.node.id.replace(/#\d+$/, "");
    const other = first.get(id.toLowerCase());
    if (other === undefined) first.set(id.toLowerCase(), stack);
    else {
      yield {
        path: stack.node.path,
        finding: {
          code: "stack-duplicate",
          summary: "two stacks have one id, and so one folder",
          value: id,
          allowed: `ids that differ in more than upper and lower case; ${other.node.path} is the first`,
          remedy: "give the stack that has no state yet another id",
        },
      };
    }
  }
}
