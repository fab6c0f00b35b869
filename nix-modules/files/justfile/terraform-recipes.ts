import type { Dependency, Parameter, Recipe, Variable } from "../../justfile";

/** The Terraform stacks of an app. */
export interface Stacks {
  /** Folder that holds the stacks' own folders, below that of the flake. */
  readonly folder: string;
  readonly ids: readonly string[];
}

/** The program that acts on Terraform stacks. */
export const TERRAFORM: Variable = {
  name: "TERRAFORM",
  comment: "OpenTofu if it is installed, otherwise Terraform",
  command: "command -v tofu || command -v terraform || echo tofu",
};

/** Recipes for one Terraform stack at a time. */
export function terraformRecipes(stacks: Stacks): readonly Recipe[] {
  if (stacks.ids.length === 0) return [];
  const stack = stackOf(stacks);
  const dependencies = [initialized(stacks, stack)];
  return [
    {
      name: "terraform-plan",
      comment: "Plan a Terraform stack",
      parameters: [stack],
      dependencies,
      body: `${terraformIn(stacks, "$stack")} plan`,
    },
    {
      name: "terraform-apply",
      comment: "Apply a Terraform stack, after asking",
      parameters: [stack],
      dependencies,
      body: `${terraformIn(stacks, "$stack")} apply`,
    },
    init(stacks),
  ];
}

/** Runs before all other commands of a stack: a fresh clone has no providers. */
export function initialized(stacks: Stacks, stack: string | Parameter): Dependency {
  return { recipe: init(stacks), arguments: [stack] };
}

/** The start of a command that acts on a stack. */
export function terraformIn({ folder }: Stacks, stack: string): string {
  return `"$TERRAFORM" -chdir="${folder}/${stack}"`;
}

function init(stacks: Stacks): Recipe {
  return {
    name: "terraform-init",
    private: true,
    parameters: [stackOf(stacks)],
    body: `${terraformIn(stacks, "$stack")} init -input=false`,
  };
}

function stackOf({ ids }: Stacks): Parameter {
  return { name: "stack", oneOf: [...ids].sort() };
}
