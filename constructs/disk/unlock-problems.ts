import { knownOptions } from "../access/known-options";
import { accountsWithKeys, holdKeys } from "../access/ssh-keys";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";

/** Options of the initrd that hold keys beside those of root. */
const INITRD_KEYS = ["authorizedKeys", "authorizedKeyFiles"].map(
  (option) => `boot.initrd.network.ssh.${option}`,
);

/** What the passphrase comes in by. NixOS' firewall starts later. */
const OF_UNLOCKING = ["boot.initrd.network.enable", "boot.initrd.network.ssh.enable"];

/** A disk that nobody can unlock: sshd of the initrd lets in who may log in as root. */
export function* unlockProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  if (!disk.isEncrypted) return;
  const options = knownOptions(machine);
  const off = OF_UNLOCKING.find((option) => options.isSetTo(option, false));
  if (off !== undefined) {
    yield {
      code: "disk-unlock-disabled",
      summary: `nobody can unlock the encrypted disk from afar: ${off} is false`,
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
    summary: "nobody can unlock the encrypted disk: no key may log in as root while it starts",
    value: machine.name,
    allowed:
      "an account of root with the key of somebody, or boot.initrd.network.ssh.authorizedKeys",
    remedy: `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [you] })`,
  };
}
