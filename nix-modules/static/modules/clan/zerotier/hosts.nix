{ config, lib, ... }:
let
  hosts = lib.concatMapAttrsStringSep "" (
    name: machine:
    lib.optionalString (
      machine.zerotier.address != null
    ) "${machine.zerotier.address} ${name}.${config.flake.meta.domain}\n"
  ) config.flake.meta.machines;
in
{
  flake.modules.nixos."zerotier/hosts" = {
    networking.extraHosts = hosts;
  };

  flake.modules.darwin."zerotier/hosts" = {
    clan.core.networking.extraHosts = lib.mkIf (hosts != "") { zerotier = hosts; };
  };
}
