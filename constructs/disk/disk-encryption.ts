import { Construct, type IConstruct } from "constructs";
import { brand, hasBrand } from "../brand";
import { VarsGenerator } from "../vars/vars-generator";

const ID = "disk-encryption";

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

const DISK_ENCRYPTION = Symbol.for("nix-fleet.DiskEncryption");

/** What an encrypted disk needs: its passphrase, and the way to send it to a machine that waits for it. */
export class DiskEncryption extends Construct {
  /** The encryption of a machine's disk; none if it is not encrypted by the fleet. */
  static of(machine: IConstruct): DiskEncryption | undefined {
    const child = machine.node.tryFindChild(ID);
    return hasBrand(child, DISK_ENCRYPTION) ? (child as DiskEncryption) : undefined;
  }

  /** Where sshd of the initrd listens; not at 22, where another host key is expected. */
  readonly port = 2222;
  readonly passphrase: VarsGenerator<typeof PASSPHRASE.files>;
  /** A key of its own, since the initrd lies in the clear. */
  readonly hostKey: VarsGenerator<typeof HOST_KEY.files>;

  /** @param machine - whose disk is encrypted */
  constructor(machine: Construct) {
    super(machine, ID);
    brand(this, DISK_ENCRYPTION);
    this.passphrase = new VarsGenerator(this, "luks", PASSPHRASE);
    this.hostKey = new VarsGenerator(this, "initrd-ssh", HOST_KEY);
  }
}
