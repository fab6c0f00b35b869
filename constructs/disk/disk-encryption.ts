import type { Machine } from "../machine";
import { VarsGenerator } from "../vars/vars-generator";

/** The passphrase is needed while the disk is partitioned; later a person types or sends it. */
const PASSPHRASE = {
  files: { passphrase: { neededFor: "partitioning" } },
  runtimeInputs: ["coreutils", "xkcdpass"],
  script: 'xkcdpass --numwords 8 --delimiter - --count 1 | tr -d "\\n" > "$out/passphrase"\n',
} as const;

/** Needed before the boot loader is installed, since that puts it into the initrd. */
const HOST_KEY = {
  files: { id_ed25519: { neededFor: "activation" }, "id_ed25519.pub": { secret: false } },
  runtimeInputs: ["openssh"],
  script: 'ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id_ed25519"\n',
} as const;

/** What an encrypted disk needs: its passphrase, and the way to send it to a machine that waits for it. */
export class DiskEncryption {
  /** Where sshd of the initrd listens; not at 22, where another host key is expected. */
  readonly port = 2222;
  readonly passphrase: VarsGenerator<typeof PASSPHRASE.files>;
  /** A key of its own, since the initrd lies in the clear. */
  readonly hostKey: VarsGenerator<typeof HOST_KEY.files>;

  constructor(machine: Machine) {
    this.passphrase = new VarsGenerator(machine, "luks", PASSPHRASE);
    this.hostKey = new VarsGenerator(machine, "initrd-ssh", HOST_KEY);
  }

  get generators(): readonly VarsGenerator[] {
    return [this.passphrase, this.hostKey];
  }
}
