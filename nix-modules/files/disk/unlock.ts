import { DarwinMachine, type DiskEncryption, type NixosMachine } from "../../../constructs";
import { type NixEntry, type NixValue, nix } from "../../language";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { moduleFunction } from "../module-value";
import { generatorOptions } from "../vars/generator";
import { varsReference } from "../vars/reference";
import { publicVar } from "../zerotier/public-var";

/**
 * How a machine with an encrypted disk is unlocked over ssh while it starts, and how the Macs, at which
 * people sit, know that they send the passphrase to that machine: `modules/hosts/<name>/unlock.nix`.
 */
export function unlockFile(machine: NixosMachine, encryption: DiskEncryption): GeneratedFile {
  const { name, fleet } = machine;
  const macs = fleet.machines.filter((other) => other instanceof DarwinMachine);
  const module = nix.set(
    generatorOptions(encryption.hostKey),
    nix.entry(["boot", "initrd"], initrd(encryption)),
  );
  const why = [
    "The initrd lies in the clear, so that its sshd has a key of its own. Anyone who may log in as root",
    "may send it the passphrase.",
  ].join("\n");
  return flakeModuleWith(
    macs.length === 0 ? [] : hostKeyVariables(machine, encryption),
    `hosts/${name}/unlock.nix`,
    nix.entry(
      ["flake", "modules", "nixos", `hosts/${name}`],
      nix.comment(why, moduleFunction(module)),
    ),
    macs.map(knowsHostKey),
  );
}

function initrd({ hostKey, port }: DiskEncryption): NixValue {
  const anyInterface = { matchConfig: { Type: "ether" }, networkConfig: { DHCP: "yes" } };
  const ssh = nix.set({
    enable: true,
    port,
    hostKeys: [varsReference(hostKey.path("id_ed25519"))],
  });
  return nix.set(
    { systemd: { enable: true } },
    { network: nix.set({ enable: true, ssh }) },
    nix.entry(
      ["systemd", "network", "networks", "99-unlock"],
      nix.comment("Last: a network of the machine's own takes its place.", anyInterface),
    ),
  );
}

function hostKeyVariables(
  { name }: NixosMachine,
  { hostKey }: DiskEncryption,
): readonly NixEntry[] {
  const isKnown = nix.notEqual(nix.ref("publicKey"), null);
  const host = { [`${name}-initrd`]: nix.set(nix.inherit("publicKey")) };
  return [
    nix.entry("publicKey", publicVar(hostKey.name, "id_ed25519.pub", null, name)),
    nix.entry("knownHosts", nix.apply("lib.mkIf", isKnown, host)),
  ];
}

function knowsHostKey({ name, machineClass }: DarwinMachine): NixEntry {
  return nix.entry(
    ["flake", "modules", machineClass, `hosts/${name}`, "programs", "ssh", "knownHosts"],
    nix.ref("knownHosts"),
  );
}
