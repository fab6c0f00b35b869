import { nix } from "@nix-fleet/nix-language";
import type { UserAccount } from "../../constructs";
import { flakeModule, type GeneratedFile } from "./generated-file";
import { moduleSet, moduleValue } from "./module-value";

/** `modules/accounts/<account>.nix`: the settings of an account on NixOS in addition to clan-core's service, if any. */
export function accountFiles({ systemModule }: UserAccount): readonly GeneratedFile[] {
  if (systemModule === undefined) return [];
  const { name, settings } = systemModule;
  const value = moduleValue(settings, ({ options }) => moduleSet(options));
  return [flakeModule(`${name}.nix`, nix.entry(["flake", "modules", "nixos", name], value))];
}
