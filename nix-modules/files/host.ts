import { DarwinMachine, type Machine, type Settings, ZerotierNetwork } from "../../constructs";
import { type NixAttributes, type NixEntries, nix } from "../language";
import { flakeModule, type GeneratedFile } from "./generated-file";
import { hasImports, importsOf } from "./imports";
import { nixSettings } from "./settings";

/** A machine, `modules/hosts/<name>/default.nix`: what it imports, what is its own, and its place in clan. */
export function hostFile(machine: Machine): GeneratedFile {
  const { name, machineClass, imports } = machine;
  const module = `hosts/${name}`;
  const importsParagraph: NixEntries = hasImports(imports, machineClass)
    ? { imports: importsOf(imports, machineClass) }
    : [];
  return flakeModule(
    `hosts/${name}/default.nix`,
    facts(machine),
    nix.entry(
      ["flake", "modules", machineClass, module],
      nix.set(importsParagraph, identity(machine), options(machine.settings)),
    ),
    nix.entry(
      ["flake", "clan", "machines", name, "imports"],
      [nix.ref("config.flake.modules", machineClass, module)],
    ),
  );
}

/** What other machines need to know of it. */
function facts(machine: Machine): NixEntries {
  if (!machine.fleet.node.children.some((child) => child instanceof ZerotierNetwork)) return [];
  const memberId = machine instanceof DarwinMachine ? machine.zerotierMemberId : undefined;
  const value = memberId === undefined ? nix.set() : { zerotier: { memberId } };
  return nix.entry(["flake", "meta", "machines", machine.name], value);
}

function identity(machine: Machine): NixEntries {
  const { name, platform, stateVersion } = machine;
  return [
    nix.entry(["networking", "hostName"], name),
    nix.entry(["nixpkgs", "hostPlatform"], platform),
    ...(machine instanceof DarwinMachine
      ? [nix.entry(["system", "primaryUser"], machine.primaryUser.name)]
      : []),
    nix.entry(["system", "stateVersion"], stateVersion),
  ];
}

/** Options of `settings`, those under `system` and the like on lines of their own beside the identity. */
function options(settings: Settings): NixEntries {
  const attributes: NixAttributes = nixSettings(settings);
  return attributes;
}
