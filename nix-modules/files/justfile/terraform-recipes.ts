import type { Parameter, Recipe, Variable } from "../../justfile";

/** The program that acts on Terraform stacks. */
export const TERRAFORM: Variable = {
  name: "TERRAFORM",
  comment: "OpenTofu if it is installed, otherwise Terraform",
  command: "command -v tofu || command -v terraform || echo tofu",
};

/** The start of a command that acts on the stack `$stack`. */
export const TERRAFORM_IN_STACK = '"$TERRAFORM" -chdir="terraform/stacks/$stack"';

/** Recipes for one Terraform stack at a time. */
export function terraformRecipes(stacks: readonly string[]): readonly Recipe[] {
  if (stacks.length === 0) return [];
  const stack = stackOf(stacks);
  const dependencies = [{ recipe: init(stacks), arguments: [stack] }];
  return [
    {
      name: "terraform-plan",
      comment: "Plan a Terraform stack",
      parameters: [stack],
      dependencies,
      body: `${TERRAFORM_IN_STACK} plan`,
    },
    {
      name: "terraform-apply",
      comment: "Apply a Terraform stack, after asking",
      parameters: [stack],
      dependencies,
      body: `${TERRAFORM_IN_STACK} apply`,
    },
    init(stacks),
  ];
}

/** Runs before all other commands of a stack: a fresh clone has no providers. */
function init(stacks: readonly string[]): Recipe {
  return {
    name: "terraform-init",
    private: true,
    parameters: [stackOf(stacks)],
    body: `${TERRAFORM_IN_STACK} init -input=false`,
  };
}

function stackOf(ids: readonly string[]): Parameter {
  return { name: "stack", oneOf: [...ids].sort() };
}
