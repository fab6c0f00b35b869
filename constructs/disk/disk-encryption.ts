import { Construct, type IConstruct } from "constructs";
import { decided } from "../access/definitions";
import { knownOptions } from "../access/known-options";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { NixosMachine } from "../machine/nixos-machine";
import { DendriticModule } from "../module/dendritic-module";
import { importedModules } from "../module/import-problems";
import type { GeneratedModule, Module } from "../module/module";
import type { VarsFiles } from "../vars/vars-file";
import { VarsGenerator, type VarsGeneratorProps } from "../vars/vars-generator";

const ID = "disk-encryption";

/** The construct in the fleet with the generators of all encrypted disks. */
const SHARED = "fleet:disk-encryption";

/** The passphrase is needed for partitioning; later a person enters it at the console or over ssh. */
const PASSPHRASE = {
  files: { passphrase: { neededFor: "partitioning" } },
  runtimeInputs: ["coreutils", "xkcdpass"],
  script: 'xkcdpass --numwords 8 --delimiter - --count 1 | tr -d "\\n" > "$out/passphrase"\n',
} as const;

/** Needed before the boot loader is installed, since it is copied to the initrd. */
const HOST_KEY = {
  files: { id_ed25519: { neededFor: "activation" }, "id_ed25519.pub": { secret: false } },
  runtimeInputs: ["openssh"],
  script: 'ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id_ed25519"\n',
} as const;

const DISK_ENCRYPTION = Symbol.for("nix-fleet.DiskEncryption");

/** The generators and modules of an encrypted disk: its passphrase, and sshd in the initrd to unlock it. */
export class DiskEncryption extends Construct {
  /** Default port of the initrd's sshd. Not 22, because clients expect another host key there. */
  static readonly PORT = 2222;
  /** Priority of the default port in the module system: weaker than `mkDefault`, stronger than NixOS' default. */
  static readonly PORT_PRIORITY = 1400;

  /** The encryption of a machine's disk; undefined if the fleet does not encrypt it. */
  static of(machine: IConstruct): DiskEncryption | undefined {
    const child = machine.node.tryFindChild(ID);
    return hasBrand(child, DISK_ENCRYPTION) ? (child as DiskEncryption) : undefined;
  }

  /** The module with a generator of encrypted disks. It is the same for all machines. */
  static moduleOf({ name }: VarsGenerator): GeneratedModule & Module<"nixos"> {
    return { kind: "generated-module", name: `disk-${name}`, provides: { nixos: true } };
  }

  /** The passphrase. In settings, a reference to it always means the one of the machine with the settings. */
  readonly passphrase: VarsGenerator<typeof PASSPHRASE.files>;
  /** A separate host key, since the initrd is not encrypted. */
  readonly hostKey: VarsGenerator<typeof HOST_KEY.files>;

  /** @param machine - the machine with the encrypted disk */
  constructor(private readonly machine: NixosMachine) {
    super(machine, ID);
    brand(this, DISK_ENCRYPTION);
    const taken = givenNames(machine);
    const free = (name: string) => (taken.has(name) ? `disk-${name}` : name);
    this.passphrase = generatorOf(machine.fleet, free("luks"), PASSPHRASE);
    this.hostKey = generatorOf(machine.fleet, free("initrd-ssh"), HOST_KEY);
    const generators = [this.hostKey, this.passphrase];
    machine.encryptedBy(...generators);
    machine.addImports(...generators.map(DiskEncryption.moduleOf));
    addCheck(machine, () => this.check());
  }

  /** Port of the initrd's sshd. */
  get port(): number {
    const settings = knownOptions(this.machine).definitionsOf("boot.initrd.network.ssh.port");
    const { PORT: value, PORT_PRIORITY: priority } = DiskEncryption;
    const [port] = decided([...settings, { value, priority, isCertain: true }]) ?? [];
    return typeof port === "number" ? port : value;
  }

  private *check(): Iterable<Finding> {
    for (const { name } of [this.passphrase, this.hostKey]) {
      const usual = name.replace(/^disk-/, "");
      if (name === usual) continue;
      yield {
        code: "disk-vars-renamed",
        summary:
          "machine has a generator with the default name of the disk's generator, which gets another name",
        value: usual,
        allowed: `${name}, unless the machine was installed with the default name`,
        remedy: `rename your generator if \`clan vars list\` already has the disk's vars under ${usual}; otherwise, accept the warning`,
      };
    }
  }
}

/** A generator that all machines with an encrypted disk share. */
class DiskGenerator<const Files extends VarsFiles> extends VarsGenerator<Files> {
  /** None: an aspect may have removed the machines with encrypted disks. */
  protected override *usageProblems(): Iterable<Finding> {}
}

/** The generator with a name, which all machines with an encrypted disk share. Each has its own files. */
function generatorOf<const Files extends VarsFiles>(
  fleet: Fleet,
  name: string,
  props: VarsGeneratorProps<Files>,
): VarsGenerator<Files> {
  const scope = (fleet.node.tryFindChild(SHARED) ?? new Construct(fleet, SHARED)) as Construct;
  const known = scope.node.tryFindChild(`vars:${name}`) as DiskGenerator<Files> | undefined;
  return known ?? new DiskGenerator(scope, name, props);
}

/** Names of the generators of a machine and its modules. */
function givenNames(machine: NixosMachine): ReadonlySet<string> {
  const modules = importedModules(machine.imports, "nixos").filter(
    DendriticModule.isDendriticModule,
  );
  const generators = [machine, ...modules].flatMap(({ vars }) => vars);
  return new Set(generators.map(({ name }) => name));
}
