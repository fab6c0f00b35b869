{ lib, ... }:
let
  sopsFile = ../../../secrets/tuning.yaml;
in
{
  flake.modules.nixos."hosts/cinnabar" = {
    sops.secrets = lib.mkIf (lib.pathExists sopsFile) {
      tuning = {
        inherit sopsFile;
        path = "/run/secrets-sops/tuning";
      };
    };
  };
}
