{ config, lib, ... }:
{
  # `nix flake check` builds each machine on the platform that it runs on.
  perSystem =
    { system, ... }:
    {
      checks = lib.concatMapAttrs (
        name: machine:
        lib.optionalAttrs (machine.pkgs.stdenv.hostPlatform.system == system) {
          "darwin-${name}" = machine.config.system.build.toplevel;
        }
      ) config.flake.darwinConfigurations;
    };
}
