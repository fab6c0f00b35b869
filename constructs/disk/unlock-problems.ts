import { decided, definitionsIn } from "../access/definitions";
import { knownOptions } from "../access/known-options";
import { accountsWithKeys, holdKeys } from "../access/ssh-keys";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";

/** Options with SSH keys for the initrd in addition to root's. */
const INITRD_KEYS = ["authorizedKeys", "authorizedKeyFiles"].map(
  (option) => `boot.initrd.network.ssh.${option}`,
);

/** The options that bring the network and sshd up in the initrd. The firewall of NixOS starts later. */
const OF_UNLOCKING = ["boot.initrd.network.enable", "boot.initrd.network.ssh.enable"];

/** Reports an encrypted disk that cannot be unlocked: the sshd in the initrd accepts root's SSH keys. */
export function* unlockProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const options = knownOptions(machine);
  // Clevis unlocks the disk without anybody.
  if (!disk.isEncrypted || options.below("boot.initrd.clevis").length > 0) return;
  const off = OF_UNLOCKING.find((option) =>
    decided([...options.definitionsOf(option), ...definitionsIn(true)])?.includes(false),
  );
  if (off !== undefined) {
    yield {
      code: "disk-unlock-disabled",
      summary: `nobody can unlock the encrypted disk remotely: ${off} is false`,
      value: machine.name,
      allowed: "the network and sshd of the initrd, which the fleet switches on",
      remedy: `remove ${off} from its settings; accept this for a machine whose passphrase is typed at its console`,
    };
    return;
  }
  if (options.isIncomplete || accountsWithKeys(machine).has("root")) return;
  if (INITRD_KEYS.some((option) => holdKeys(machine, options.of(option)))) return;
  yield {
    code: "disk-unlock-key-missing",
    summary: "nobody can unlock the encrypted disk: root has no SSH key for the initrd",
    value: machine.name,
    allowed: "a root account with an SSH key, or boot.initrd.network.ssh.authorizedKeys",
    remedy: `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [you] })`,
  };
}
