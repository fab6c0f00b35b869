import { type NixItem, type NixValue, nix } from "@nix-fleet/nix-language";
import { DiskEncryption, type Fleet, type VarsGenerator } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { moduleFunction, moduleSet } from "../module-value";
import { generatorOptions } from "../vars/generator";

/** `modules/disk/…`: the modules that all machines with an encrypted disk import. */
export function encryptionFiles({ machines }: Fleet): readonly GeneratedFile[] {
  const encryptions = machines.flatMap((machine) => DiskEncryption.of(machine) ?? []);
  return [
    ...[...new Set(encryptions.map(({ passphrase }) => passphrase))].map(passphraseFile),
    ...[...new Set(encryptions.map(({ hostKey }) => hostKey))].map(unlockFile),
  ];
}

/** `modules/disk/luks.nix`: the passphrase of an encrypted disk. */
function passphraseFile(passphrase: VarsGenerator): GeneratedFile {
  return encryptionFile(passphrase, moduleFunction(moduleSet(generatorOptions(passphrase))));
}

/** `modules/disk/initrd-ssh.nix`: unlocks an encrypted disk over ssh during boot. */
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
  const path = `disk/${generator.name}.nix`;
  return flakeModule(path, nix.entry(["flake", "modules", "nixos", name], value));
}

function initrd(hostKey: DiskEncryption["hostKey"]): NixValue {
  const anyInterface = { matchConfig: { Type: "ether" }, networkConfig: { DHCP: "yes" } };
  const ssh = nix.set({
    enable: true,
    port: nix.apply("lib.mkDefault", DiskEncryption.PORT),
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
