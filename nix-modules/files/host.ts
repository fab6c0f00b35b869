import { posix } from "node:path";
import { isAttributes, type NixAttributes, type NixEntries, nix } from "@nix-fleet/nix-language";
import { DarwinMachine, DiskEncryption, type Machine, NixosMachine } from "../../constructs";
import { diskoFile } from "./disk/disko";
import { flakeModule, type GeneratedFile } from "./generated-file";
import { withImports } from "./imports";
import { moduleSet, moduleValue } from "./module-value";
import { grantedFiles } from "./vars/granted-files";

/** The options that identify a machine; they come first. */
const IDENTITY = ["networking", "nixpkgs", "system"] as const;

/** The files of a machine, `modules/hosts/<name>/…`. */
export function hostFiles(machine: Machine): readonly GeneratedFile[] {
  const { name, machineClass, secrets } = machine;
  const encryption = DiskEncryption.of(machine);
  // The generators of the disk are in modules that all encrypted machines share.
  const vars = machine.generators.filter(
    (generator) => generator !== encryption?.passphrase && generator !== encryption?.hostKey,
  );
  const module = `hosts/${name}`;
  const layout = NixosMachine.isNixosMachine(machine) ? diskoFile(machine) : undefined;
  const own = [hostFile(machine), ...(layout === undefined ? [] : [layout])];
  const taken = own.map(({ path }) => posix.basename(path, ".nix"));
  return [
    ...own,
    ...grantedFiles({ folder: module, module, classes: [machineClass], vars, secrets, taken }),
  ];
}

/** `modules/hosts/<name>/default.nix`: the imports and settings of a machine, and its entry in clan. */
function hostFile(machine: Machine): GeneratedFile {
  const { fleet, name, machineClass, imports } = machine;
  const module = `hosts/${name}`;
  const file = `${module}/default.nix`;
  const value = moduleValue(machine.settings, ({ options: own, computed }, flake) => {
    const options = withIdentity(machine, withoutNix(machine, own));
    const importer = { fleet, file, moduleClass: machineClass, flakeModules: flake.modules };
    return moduleSet(withImports(options, imports, importer), IDENTITY, computed);
  });
  return flakeModule(
    file,
    facts(machine),
    nix.entry(["flake", "modules", machineClass, module], value),
    nix.entry(
      ["flake", "clan", "machines", name, "imports"],
      [nix.ref("config.flake.modules", machineClass, module)],
    ),
  );
}

/** The facts that other machines of the zerotier network need. */
function facts(machine: Machine): NixEntries {
  const memberId = DarwinMachine.isDarwinMachine(machine) ? machine.zerotierMemberId : undefined;
  if (memberId === undefined || machine.fleet.elementsOf("network").length === 0) return [];
  return nix.entry(["flake", "meta", "machines", machine.name], { zerotier: { memberId } });
}

/** `nix.enable = false` on a Mac if nix-darwin does not manage Nix. */
function withoutNix(machine: Machine, settings: NixAttributes): NixAttributes {
  if (!DarwinMachine.isDarwinMachine(machine) || machine.managesNix) return settings;
  const { nix: others } = settings;
  return { ...settings, nix: { enable: false, ...(isAttributes(others) ? others : {}) } };
}

/** The options of a machine with its identity. */
function withIdentity(machine: Machine, settings: NixAttributes): NixAttributes {
  const { name, platform, stateVersion } = machine;
  const primaryUser = DarwinMachine.isDarwinMachine(machine)
    ? machine.primaryUser?.name
    : undefined;
  const identity: { readonly [option in (typeof IDENTITY)[number]]: NixAttributes } = {
    networking: { hostName: name },
    nixpkgs: { hostPlatform: platform },
    system: { ...(primaryUser === undefined ? {} : { primaryUser }), stateVersion },
  };
  const options = Object.entries(identity).map(([option, own]) => {
    const others = settings[option];
    return [option, isAttributes(others) ? { ...own, ...others } : own];
  });
  return { ...settings, ...Object.fromEntries(options) };
}
