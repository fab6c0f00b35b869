import type { TerraformStack } from "cdktf";
import { FleetStack } from "../../../constructs";
import type { Parameter, Recipe, Variable } from "../../justfile";
import { environmentLines } from "../stack-environment";
import { byName } from "./by-machine";

/** The program for Terraform stacks. */
export const TERRAFORM: Variable = {
  name: "TERRAFORM",
  comment:
    "OpenTofu if it is installed, otherwise Terraform; the environment variable TERRAFORM overrides it",
  // A recipe that runs just again inherits it.
  command: `printf %s "\${TERRAFORM:-$(command -v tofu || command -v terraform || echo tofu)}"`,
};

/** The start of a command for the stack `$stack`. */
export const TERRAFORM_IN_STACK = '"$TERRAFORM" -chdir="terraform/stacks/$stack"';

/** A state contains plain-text secrets, so other users must not read the files that the command creates. */
const PRIVATELY = "umask 077 &&";

/** Terraform would fail because of an unknown block, without a remedy. */
const ONLY_OPENTOFU = `case $("$TERRAFORM" version) in
OpenTofu*) ;;
*)
    echo "error: the state of $stack is encrypted, which only OpenTofu supports: install it, or run just TERRAFORM=/path/to/tofu …" >&2
    exit 1
    ;;
esac`;

/** Recipes for one Terraform stack at a time. */
export function terraformRecipes(stacks: readonly TerraformStack[]): readonly Recipe[] {
  if (stacks.length === 0) return [];
  const stack = stackOf(stacks);
  const dependencies = [{ recipe: init(stacks), arguments: [stack] }];
  return [
    {
      name: "terraform-plan",
      comment: "Plan a Terraform stack",
      parameters: [stack],
      dependencies,
      body: withStackEnvironment(stacks, `${PRIVATELY} ${TERRAFORM_IN_STACK} plan`),
    },
    {
      name: "terraform-apply",
      comment: "Apply a Terraform stack after confirmation",
      parameters: [stack],
      dependencies,
      body: withStackEnvironment(stacks, `${PRIVATELY} ${TERRAFORM_IN_STACK} apply`),
    },
    init(stacks),
  ];
}

/** Shell code for `$stack`, after the code that sets the stack's environment. */
export function withStackEnvironment(stacks: readonly TerraformStack[], shell: string): string {
  const named = stacks.map((stack) => ({ name: stack.node.id, stack }));
  const before = byName("stack", named, ({ stack }) => environmentOf(stack));
  return before === "" ? shell : `${before}\n${shell}`;
}

function environmentOf(stack: TerraformStack): string {
  if (!FleetStack.isFleetStack(stack)) return "";
  const { encryption, environment } = stack;
  return [
    ...(encryption === undefined ? [] : [ONLY_OPENTOFU]),
    ...environmentLines(environment),
  ].join("\n");
}

/** Runs before all other commands of a stack: a fresh clone has no providers. */
function init(stacks: readonly TerraformStack[]): Recipe {
  return {
    name: "terraform-init",
    private: true,
    parameters: [stackOf(stacks)],
    body: withStackEnvironment(stacks, `${PRIVATELY} ${TERRAFORM_IN_STACK} init -input=false`),
  };
}

function stackOf(stacks: readonly TerraformStack[]): Parameter {
  return { name: "stack", oneOf: stacks.map(({ node }) => node.id).sort() };
}
