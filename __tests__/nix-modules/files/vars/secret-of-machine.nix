{ lib, ... }:
let
  sopsFile = ../../../restic;
in
{
  flake.modules.nixos."hosts/cinnabar" = {
    assertions = [
      {
        assertion = lib.pathExists sopsFile;
        message = "restic does not exist, or git does not track it: run `sops restic`, then `git add restic`";
      }
    ];
    sops.secrets.restic = {
      inherit sopsFile;
      format = "binary";
      owner = "restic";
      mode = "0440";
      path = "/run/secrets-sops/restic";
    };
  };
}
