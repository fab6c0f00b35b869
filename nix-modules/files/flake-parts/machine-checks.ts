import { nix } from "@nix-fleet/nix-language";
import type { Fleet, MachineClass } from "../../../constructs";
import { CONFIGURATIONS } from "../configurations";
import { flakeModule, type GeneratedFile } from "../generated-file";

/**
 * `modules/flake-parts/{nixos,darwin}-machines.nix`: clan-core makes the machines' configurations, these
 * let `nix flake check` build them.
 */
export function machineChecksFiles(fleet: Fleet): readonly GeneratedFile[] {
  const classes = new Set(fleet.machines.map(({ machineClass }) => machineClass));
  return [...classes].sort().map(machineChecksFile);
}

function machineChecksFile(machineClass: MachineClass): GeneratedFile {
  const platform = nix.ref("machine.pkgs.stdenv.hostPlatform.system");
  const toplevel = nix.ref("machine.config.system.build.toplevel");
  const check = nix.apply(
    nix.ref("lib.optionalAttrs"),
    nix.equal(platform, nix.ref("system")),
    nix.set(nix.entry([nix.interpolate`${`${machineClass}-`}${nix.ref("name")}`], toplevel)),
  );
  const checks = nix.apply(
    nix.ref("lib.concatMapAttrs"),
    nix.lambda("name", nix.lambda("machine", check)),
    nix.ref(`config.flake.${CONFIGURATIONS[machineClass]}`),
  );
  return flakeModule(`flake-parts/${machineClass}-machines.nix`, {
    perSystem: nix.comment(
      "`nix flake check` builds each machine on the platform that it is made for.",
      nix.fn(["system"], { checks }),
    ),
  });
}
