import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { updateProblems } from "../access/access-problems";
import { addCheck } from "../diagnostics/check";
import type { PlacedFinding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import { isFleet } from "../fleet-of";
import { ClanInstall } from "../install/clan-install";
import { NixosMachine } from "../machine/nixos-machine";
import { ensureBackend } from "../terraform/state-file";
import { findingOfCdktf } from "../terraform/thrown-by-cdktf";
import { applyAspects } from "./aspects";

/** A tree that is complete. */
export interface PreparedTree {
  readonly fleets: readonly Fleet[];
  readonly stacks: readonly TerraformStack[];
  readonly constructs: readonly IConstruct[];
  /** The findings of aspects and references. */
  readonly findings: readonly PlacedFinding[];
}

/** Runs aspects, resolves references between stacks, locks the tree, and adds the checks that depend on all of it. */
export function prepare(app: IConstruct): PreparedTree {
  const findings: PlacedFinding[] = [];
  const attempt = (construct: IConstruct, step: () => void): void => {
    try {
      step();
    } catch (error) {
      findings.push({ path: construct.node.path, finding: findingOfCdktf(error, construct) });
    }
  };
  findings.push(...applyAspects(app));
  const stacks = app.node.findAll().filter(TerraformStack.isStack);
  for (const stack of stacks) attempt(stack, () => ensureBackend(stack));
  // cdktf resolves every element to find references to other stacks.
  if (stacks.length > 1) for (const stack of stacks) attempt(stack, () => stack.prepareStack());
  app.node.lock();
  const constructs = app.node.findAll();
  addUpdateChecks(constructs);
  return { fleets: constructs.filter(isFleet), stacks, constructs, findings };
}

/** Stacks check the machines that they install; nobody else knows which machines have no stack. */
function addUpdateChecks(constructs: readonly IConstruct[]): void {
  const installed = new Set(
    constructs.filter(ClanInstall.isClanInstall).map(({ machine }) => machine),
  );
  for (const machine of constructs.filter(NixosMachine.isNixosMachine)) {
    if (installed.has(machine) || machine.server !== undefined) continue;
    addCheck(machine, () => updateProblems(machine));
  }
}
