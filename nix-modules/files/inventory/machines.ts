import { nix } from "@nix-fleet/nix-language";
import type { Fleet, Machine } from "../../../constructs";
import { flakeModule, type GeneratedFile } from "../generated-file";

/** `modules/clan/inventory/machines.nix`: the machines in the clan inventory. */
export function inventoryMachinesFile(fleet: Fleet): GeneratedFile {
  const machines = fleet.machines.map((machine) => nix.entry(machine.name, machineValue(machine)));
  return flakeModule(
    "clan/inventory/machines.nix",
    nix.entry(["flake", "clan", "inventory", "machines"], nix.set(...machines)),
  );
}

function machineValue(machine: Machine) {
  const { machineClass, description, icon, installedAt, tags } = machine;
  const { targetHost, buildHost, forwardAgent } = machine;
  const deploy = {
    ...(targetHost !== undefined && { targetHost }),
    ...(buildHost !== undefined && { buildHost }),
    ...(forwardAgent !== undefined && { forwardAgent }),
  };
  return nix.set({
    machineClass,
    ...(description !== undefined && { description }),
    ...(icon !== undefined && { icon }),
    ...(installedAt !== undefined && { installedAt }),
    ...(tags.length > 0 && { tags: tags.map(({ name }) => name) }),
    ...(Object.keys(deploy).length > 0 && { deploy }),
  });
}
