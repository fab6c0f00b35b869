import { DendriticModule, type Fleet, type Module, type Settings } from "../../../constructs";

/** A module with one file for NixOS. */
export function nixosModule(
  fleet: Fleet,
  name: string,
  imports: readonly Module[] = [],
  folder = name,
  nixos: Settings = {},
) {
  return new DendriticModule(fleet, name, { folder, imports, parts: { [name]: { nixos } } });
}
