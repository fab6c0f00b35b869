import type { Parameter, Recipe, Variable } from "../../justfile";

/** The program that acts on Terraform stacks. */
export const TERRAFORM: Variable = {
  name: "TERRAFORM",
  comment: "OpenTofu, or Terraform where there is only that",
  command: "command -v tofu || command -v terraform || echo tofu",
};

/** What concerns one Terraform stack at a time. */
export class TerraformRecipes {
  /** Fetches the providers and finds the state; a fresh clone has neither. */
  readonly init: Recipe;
  readonly all: readonly Recipe[];

  /**
   * @param folder - the folder that holds the stacks' own, below that of the flake
   * @param stacks - ids of the stacks
   */
  constructor(
    private readonly folder: string,
    stacks: readonly string[],
  ) {
    const stack: Parameter = { name: "stack", oneOf: [...stacks].sort() };
  }
}
