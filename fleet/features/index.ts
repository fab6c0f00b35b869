import type { Fleet } from "../../constructs";
import { declareAutoUpgrade } from "./auto-upgrade";
import { declareBase } from "./base";
import { declareHomebrew, declareSystem } from "./darwin";
import { declareDev } from "./dev";
import { declareFirewall } from "./firewall";
import { declareHetznerCloud } from "./hetzner-cloud";
import { declareShell } from "./shell";

export type Features = ReturnType<typeof declareFeatures>;

/** The features that machines import. */
export function declareFeatures(fleet: Fleet) {
  return {
    base: declareBase(fleet),
    shell: declareShell(fleet),
    dev: declareDev(fleet),
    homebrew: declareHomebrew(fleet),
    system: declareSystem(fleet),
    hetznerCloud: declareHetznerCloud(fleet),
    firewall: declareFirewall(fleet),
    autoUpgrade: declareAutoUpgrade(fleet, {
      // An example: replace it with your repository.
      flake: "git+https://git.example.org/infra/nix-config",
      rebootWindow: { lower: "04:00", upper: "06:00" },
    }),
  };
}
