{
  config,
  inputs,
  lib,
  ...
}:
{
  perSystem =
    { pkgs, ... }:
    {
      packages.deploy = pkgs.writeShellApplication {
        name = "deploy";
        runtimeInputs =
          (with pkgs; [
            jq
            openssh
          ])
          ++ [ inputs.clan-core.packages.${pkgs.system}.default ]
          ++ lib.optional pkgs.stdenv.isLinux pkgs.iproute2;
        text = ''
          set -euo pipefail

          host=''${1:?host}
          for host in ${lib.concatStringsSep " " config.hosts}; do
            ssh "root@$host" ${lib.getExe pkgs.hello} '''
          done
        '';
      };
      terranix.url = "https://${config.meta.domain}:8443/";
    };
}
