{ config, lib, ... }:
{
  # `nix flake check` builds each machine on its own platform.
  perSystem =
    { system, ... }:
    let
      checksOf =
        machineClass:
        lib.concatMapAttrs (
          name: machine:
          lib.optionalAttrs (machine.pkgs.stdenv.hostPlatform.system == system) {
            "${machineClass}-${name}" = machine.config.system.build.toplevel;
          }
        );
    in
    {
      checks =
        checksOf "nixos" config.flake.nixosConfigurations
        // checksOf "darwin" config.flake.darwinConfigurations;
    };
}
