import { type NixItem, type NixValue, nix } from "@nix-fleet/nix-language";
import { DiskEncryption, type Fleet, type VarsGenerator } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { moduleFunction, moduleSet } from "../module-value";
import { generatorOptions } from "../vars/generator";

/** A file, and the generator in it. */
interface EncryptionFile {
  readonly construct: VarsGenerator;
  readonly render: () => GeneratedFile;
}

/** `modules/disk-encryption/…`: the modules that all machines with an encrypted disk import. */
export function encryptionFiles({ machines }: Fleet): readonly EncryptionFile[] {
  const encryptions = machines.flatMap((machine) => DiskEncryption.of(machine) ?? []);
  const passphrases = new Set(encryptions.map(({ passphrase }) => passphrase));
  const hostKeys = new Set(encryptions.map(({ hostKey }) => hostKey));
  return [
    ...[...passphrases].map((one) => ({ construct: one, render: () => passphraseFile(one) })),
    ...[...hostKeys].map((one) => ({ construct: one, render: () => unlockFile(one) })),
  ];
}

/** `modules/disk-encryption/luks.nix`: the passphrase of an encrypted disk. */
function passphraseFile(passphrase: VarsGenerator): GeneratedFile {
  return encryptionFile(passphrase, moduleFunction(moduleSet(generatorOptions(passphrase))));
}

/** `modules/disk-encryption/initrd-ssh.nix`: unlocks an encrypted disk over ssh during boot. */
function unlockFile(hostKey: DiskEncryption["hostKey"]): GeneratedFile {
  const module = nix.set(generatorOptions(hostKey), nix.entry(["boot", "initrd"], initrd(hostKey)));
  const why = [
    "The initrd is not encrypted, so its sshd uses a separate host key. Users who may log in as root can send",
    "the passphrase: just unlock MACHINE",
  ].join("\n");
  return encryptionFile(hostKey, nix.comment(why, moduleFunction(module)));
}

function encryptionFile(generator: VarsGenerator, value: NixItem): GeneratedFile {
  const { name } = DiskEncryption.moduleOf(generator);
  const path = `disk-encryption/${generator.name}.nix`;
  return flakeModule(path, nix.entry(["flake", "modules", "nixos", name], value));
}

function initrd(hostKey: DiskEncryption["hostKey"]): NixValue {
  const anyInterface = { matchConfig: { Type: "ether" }, networkConfig: { DHCP: "yes" } };
  const ssh = nix.set({
    enable: true,
    port: nix.comment(
      "Weaker than mkDefault, so that a machine can set another port in any way.",
      nix.apply("lib.mkOverride", DiskEncryption.PORT_PRIORITY, DiskEncryption.PORT),
    ),
    hostKeys: [hostKey.path("id_ed25519")],
  });
  return nix.set(
    { systemd: { enable: true } },
    { network: nix.set({ enable: true, ssh }) },
    nix.entry(
      ["systemd", "network", "networks", "99-unlock"],
      nix.comment(
        "Fallback: networks sort by name, and any other matching network of the machine comes first.",
        anyInterface,
      ),
    ),
  );
}
