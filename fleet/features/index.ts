import type { Fleet } from "../../constructs";
import { declareBase } from "./base";
import { declareHomebrew, declareSystem } from "./darwin";
import { declareDev } from "./dev";
import { declareAutoUpgrade, declareFirewall, declareHetznerCloud } from "./nixos";
import { declareShell } from "./shell";

export type Features = ReturnType<typeof declareFeatures>;

/** The features that machines are composed of, by their names in `flake.modules`. */
export function declareFeatures(fleet: Fleet) {
  return {
    base: declareBase(fleet),
    shell: declareShell(fleet),
    dev: declareDev(fleet),
    homebrew: declareHomebrew(fleet),
    system: declareSystem(fleet),
    hetznerCloud: declareHetznerCloud(fleet),
    firewall: declareFirewall(fleet),
    autoUpgrade: declareAutoUpgrade(fleet),
  };
}
