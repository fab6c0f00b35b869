import type { TerraformStack } from "cdktf";
import { type DiskEncryption, HetznerStack } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";
import { initialized, type Stacks, terraformIn } from "./terraform-recipes";

/** A machine that waits for the passphrase of its disk when it starts. */
interface LockedMachine {
  readonly name: string;
  /** Id of the stack whose state has its address. */
  readonly stack: string;
  readonly encryption: DiskEncryption;
}

/** Picks the address of the server `$host` out of what `terraform show -json` prints. */
const ADDRESS = `
    .values.root_module.resources[]?
    | select(.type == "hcloud_server" and .values.name == $host)
    | .values.ipv4_address`;

/**
 * Unlocks the encrypted disks of servers. Their addresses are in the state: a machine that has not
 * started yet is in no network of the fleet.
 */
export function unlockRecipes(
  stacks: readonly TerraformStack[],
  layout: Stacks,
): readonly Recipe[] {
  const machines = stacks.flatMap(lockedMachines);
  if (machines.length === 0) return [];
  return [
    {
      name: "unlock",
      comment: "Send the passphrase of its disk to a machine that waits for it",
      parameters: [hostOf(machines)],
      dependencies: [...new Set(machines.map(({ stack }) => stack))].map((stack) =>
        initialized(layout, stack),
      ),
      body: `${byMachine(machines, ({ stack }) => `stack=${stack}`)}
address=$(${terraformIn(layout, "$stack")} show -json | jq -r --arg host "$host" '${ADDRESS}')
if [ -z "$address" ]; then
    echo "error: $stack has no server $host: run: just terraform-apply $stack" >&2
    exit 1
fi
${byMachine(machines, sendPassphrase)}`,
    },
  ];
}

/** The initrd has a host key of its own, which is known under a name of its own. */
function sendPassphrase({ encryption: { passphrase, port } }: LockedMachine): string {
  return `passphrase=$(clan vars get "$host" ${passphrase.name}/passphrase)
printf '%s' "$passphrase" | ssh -p ${port} -o "HostKeyAlias=$host-initrd" "root@$address" \\
    systemd-tty-ask-password-agent`;
}

function lockedMachines(stack: TerraformStack): readonly LockedMachine[] {
  if (!(stack instanceof HetznerStack)) return [];
  return stack.machines.flatMap(({ name, encryption }) =>
    encryption === undefined ? [] : [{ name, stack: stack.node.id, encryption }],
  );
}
