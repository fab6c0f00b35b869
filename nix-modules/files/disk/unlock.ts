import { type NixValue, nix } from "@nix-fleet/nix-language";
import type { DiskEncryption, NixosMachine } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";
import { moduleFunction } from "../module-value";
import { generatorOptions } from "../vars/generator";

/** `modules/hosts/<name>/unlock.nix`: unlocks the encrypted disk of a machine over ssh during boot. */
export function unlockFile({ name }: NixosMachine, encryption: DiskEncryption): GeneratedFile {
  const module = nix.set(
    generatorOptions(encryption.hostKey),
    nix.entry(["boot", "initrd"], initrd(encryption)),
  );
  const why = [
    "The initrd is not encrypted, so its sshd uses a separate host key. Users who may log in as root can send",
    `the passphrase: just unlock ${name}`,
  ].join("\n");
  return flakeModule(
    `hosts/${name}/unlock.nix`,
    nix.entry(
      ["flake", "modules", "nixos", `hosts/${name}`],
      nix.comment(why, moduleFunction(module)),
    ),
  );
}

function initrd({ hostKey, port }: DiskEncryption): NixValue {
  const anyInterface = { matchConfig: { Type: "ether" }, networkConfig: { DHCP: "yes" } };
  const ssh = nix.set({
    enable: true,
    port,
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
