import { decided, definitionsIn, inForce, OPTION_DEFAULT } from "../access/definitions";
import { type KnownOptions, knownOptions } from "../access/known-options";
import { holdKeys } from "../access/ssh-keys";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";

const SSH = "boot.initrd.network.ssh";

/** Options with SSH keys for the initrd, each with the option of root that is its default. */
const INITRD_KEYS = [
  [`${SSH}.authorizedKeys`, "users.users.root.openssh.authorizedKeys.keys"],
  [`${SSH}.authorizedKeyFiles`, "users.users.root.openssh.authorizedKeys.keyFiles"],
] as const;

const NETWORK = "boot.initrd.network.enable";
const NETWORKD = "boot.initrd.systemd.network.enable";

/** Reports an encrypted disk that cannot be unlocked: the sshd in the initrd accepts root's SSH keys. */
export function* unlockProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const options = knownOptions(machine);
  // Clevis unlocks the disk without anybody.
  if (!disk.isEncrypted || options.below("boot.initrd.clevis").length > 0) return;
  const off = offInInitrd(options);
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
  if (options.isIncomplete) return;
  const mayHoldKeys = INITRD_KEYS.some(([option, fallback]) => {
    const defaults = inForce(options.definitionsOf(fallback));
    const asDefaults = defaults.map((one) => ({ ...one, priority: OPTION_DEFAULT }));
    return holdKeys(machine, [...options.definitionsOf(option), ...asDefaults]);
  });
  if (mayHoldKeys) return;
  yield {
    code: "disk-unlock-key-missing",
    summary: "nobody can unlock the encrypted disk: root has no SSH key for the initrd",
    value: machine.name,
    allowed: "a root account with an SSH key, or boot.initrd.network.ssh.authorizedKeys",
    remedy: `add new UserAccount(fleet, "root", { user: User.ROOT, machines: [${machine.name}], authorized: [you] })`,
  };
}

/** The option that certainly turns the network or sshd of the initrd off. The firewall of NixOS starts later. */
function offInInitrd(options: KnownOptions): string | undefined {
  // The fleet switches these on.
  const isOff = (option: string) =>
    decided([...options.definitionsOf(option), ...definitionsIn(true)])?.includes(false);
  if (isOff(`${SSH}.enable`)) return `${SSH}.enable`;
  // Another network, or the shell scripts of the older initrd.
  const isOther = options.below("boot.initrd.network.ifstate").length > 0;
  if (isOther || isOff("boot.initrd.systemd.enable")) return isOff(NETWORK) ? NETWORK : undefined;
  const networkd = options.definitionsOf(NETWORKD);
  if (networkd.length === 0) return isOff(NETWORK) ? NETWORK : undefined;
  return decided(networkd)?.includes(false) ? NETWORKD : undefined;
}
