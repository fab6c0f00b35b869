import type { TerraformStack } from "cdktf";
import { HetznerStack, type NixosMachine } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";
import { TERRAFORM_IN_STACK, withStackEnvironment } from "./terraform-recipes";

/** A machine with a server in the state of a stack. */
export interface HostedMachine {
  readonly machine: NixosMachine;
  readonly name: string;
  /** Id of the stack. */
  readonly stack: string;
}

/** Prints the public address of `$host`. It fails if there is no server. */
export const SERVER_ADDRESS = 'just server-address "$host"';

/** Selects the address of the server `$host` in the output of `terraform show -json`. */
const ADDRESS = `
    .values.root_module.resources[]?
    | select(.type == "hcloud_server" and .values.name == $host)
    | .values.ipv4_address`;

export function hostedMachines(stacks: readonly TerraformStack[]): readonly HostedMachine[] {
  return stacks
    .filter((stack) => HetznerStack.isHetznerStack(stack))
    .flatMap((stack) =>
      stack.machines.map((machine) => ({ machine, name: machine.name, stack: stack.node.id })),
    );
}

/**
 * The public address of a machine at Hetzner: it works without the fleet's network.
 *
 * @param stacks - all of them
 */
export function serverAddressRecipes(
  machines: readonly HostedMachine[],
  stacks: readonly TerraformStack[],
): readonly Recipe[] {
  if (machines.length === 0) return [];
  const hosting = new Set(machines.map(({ stack }) => stack));
  const show = withStackEnvironment(
    stacks.filter(({ node }) => hosting.has(node.id)),
    `state=$(${TERRAFORM_IN_STACK} show -json)`,
  );
  return [
    {
      name: "server-address",
      comment: "Print the public address of a server, from the state of its stack",
      parameters: [hostOf(machines)],
      body: `${byMachine(machines, ({ stack }) => `stack=${stack}`)}
just terraform-init "$stack" >&2
${show}
address=$(printf '%s' "$state" | jq -r --arg host "$host" '${ADDRESS}')
if [ -z "$address" ]; then
    echo "error: no server $host in the state of $stack: the state is in another place, or the server does not exist yet" >&2
    exit 1
fi
echo "$address"`,
    },
  ];
}
