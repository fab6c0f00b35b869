import { Construct, type IConstruct } from "constructs";
import { decided } from "../access/definitions";
import { knownOptions } from "../access/known-options";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { DendriticModule } from "../module/dendritic-module";
import { importedModules } from "../module/import-problems";
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

const DEFAULT_PORT = 2222;

const DISK_ENCRYPTION = Symbol.for("nix-fleet.DiskEncryption");

/** What an encrypted disk needs: its passphrase, and the way to send it to a machine that waits for it. */
export class DiskEncryption extends Construct {
  /** The encryption of a machine's disk; none if it is not encrypted by the fleet. */
  static of(machine: IConstruct): DiskEncryption | undefined {
    const child = machine.node.tryFindChild(ID);
    return hasBrand(child, DISK_ENCRYPTION) ? (child as DiskEncryption) : undefined;
  }

  readonly passphrase: VarsGenerator<typeof PASSPHRASE.files>;
  /** A key of its own, since the initrd lies in the clear. */
  readonly hostKey: VarsGenerator<typeof HOST_KEY.files>;

  /** @param machine - whose disk is encrypted */
  constructor(private readonly machine: NixosMachine) {
    super(machine, ID);
    brand(this, DISK_ENCRYPTION);
    const taken = givenNames(machine);
    const free = (name: string) => ({ name: taken.has(name) ? `disk-${name}` : name });
    this.passphrase = new VarsGenerator(this, "luks", { ...PASSPHRASE, ...free("luks") });
    this.hostKey = new VarsGenerator(this, "initrd-ssh", { ...HOST_KEY, ...free("initrd-ssh") });
    addCheck(machine, () => this.check());
  }

  /** Where sshd of the initrd listens: not at 22, where another host key is expected, unless settings say so. */
  get port(): number {
    const settings = knownOptions(this.machine).definitionsOf("boot.initrd.network.ssh.port");
    const [port = DEFAULT_PORT] = decided(settings) ?? [];
    return typeof port === "number" ? port : DEFAULT_PORT;
  }

  private *check(): Iterable<Finding> {
    for (const { name } of [this.passphrase, this.hostKey]) {
      const usual = name.replace(/^disk-/, "");
      if (name === usual) continue;
      yield {
        code: "disk-vars-renamed",
        summary: "machine has a generator with the name of the disk's, which has another one here",
        value: usual,
        allowed: `${name} on a machine that is installed with it`,
        remedy: `rename your generator where \`clan vars list\` has the disk's under ${usual} already; else accept this`,
      };
    }
  }
}

/** Names of the generators that a machine is given, by itself and by its modules. */
function givenNames(machine: NixosMachine): ReadonlySet<string> {
  const modules = importedModules(machine.imports, "nixos").filter(
    DendriticModule.isDendriticModule,
  );
  const generators = [machine, ...modules].flatMap(({ vars }) => vars);
  return new Set(generators.map(({ name }) => name));
}
