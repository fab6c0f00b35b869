import { DiskEncryption } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { byMachine, hostOf } from "./by-machine";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

/** A machine that waits for the passphrase of its disk during boot. */
interface LockedMachine {
  readonly name: string;
  readonly encryption: DiskEncryption;
}

/**
 * Unlocks the encrypted disks of servers. In the initrd, a machine is not in the fleet's network yet. Its host key is a
 * clan var, so that the passphrase is sent only to that machine.
 */
export function unlockRecipes(hosted: readonly HostedMachine[]): readonly Recipe[] {
  const machines = hosted.flatMap(({ name, machine }) => {
    const encryption = DiskEncryption.of(machine);
    return encryption === undefined ? [] : [{ name, encryption }];
  });
  if (machines.length === 0) return [];
  return [
    {
      name: "unlock",
      comment: "Unlock the encrypted disk of a machine that waits for the passphrase",
      parameters: [hostOf(machines)],
      body: `address=$(${SERVER_ADDRESS})
known_hosts=$(mktemp)
trap 'rm -f "$known_hosts"' EXIT
${byMachine(machines, sendPassphrase)}`,
    },
  ];
}

function sendPassphrase({ encryption: { passphrase, hostKey, port } }: LockedMachine): string {
  return `key=$(clan vars get "$host" ${hostKey.name}/id_ed25519.pub)
passphrase=$(clan vars get "$host" ${passphrase.name}/passphrase)
echo "$host-initrd $key" > "$known_hosts"
printf '%s' "$passphrase" | ssh -p ${port} -o "HostKeyAlias=$host-initrd" \\
    -o "UserKnownHostsFile=$known_hosts" -o StrictHostKeyChecking=yes "root@$address" \\
    systemd-tty-ask-password-agent`;
}
