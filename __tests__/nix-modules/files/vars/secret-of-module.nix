{ lib, ... }:
let
  sopsFile = ../../secrets/all.json;
  secret = {
    assertions = [
      {
        assertion = lib.pathExists sopsFile;
        message = "secrets/all.json does not exist, or git does not track it: run `sops secrets/all.json`, then `git add secrets/all.json`";
      }
    ];
    sops.secrets.token = {
      inherit sopsFile;
      format = "json";
      owner = "crs58";
      path = "/run/secrets-sops/token";
    };
  };
in
{
  flake.modules = {
    nixos.trust = secret;
    darwin.trust = secret;
  };
}
