{
  config,
  inputs,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
  network = config.flake.meta.zerotier;

  # RFC 4193: fd, the 16 digits of the network, 9993, the 10 digits of the member.
  addressOf =
    memberId:
    let
      digits = "fd${network.networkId}9993${memberId}";
    in
    lib.concatMapStringsSep ":" (group: lib.substring (4 * group) 4 digits) (lib.range 0 7);

  machine =
    { config, name, ... }:
    let
      inherit (config.zerotier) memberId;
    in
    {
      options.zerotier = {
        memberId = mkOption {
          type = types.nullOr (types.strMatching "[0-9a-f]{10}");
          default = null;
          description = "Member id of a Mac, as `zerotier-cli info` prints it; clan generates the ids of NixOS machines.";
        };
        address = mkOption {
          type = types.nullOr types.str;
          default = inputs.clan-core.lib.getPublicValue {
            flake = inputs.self;
            generator = "zerotier-ip-${name}-${network.instance}";
            file = "ip";
            default = if network.networkId == null || memberId == null then null else addressOf memberId;
          };
          description = "Address in the network; null until it is known.";
        };
      };
    };
in
{
  options.flake.meta.machines = mkOption {
    type = types.attrsOf (types.submodule machine);
    description = "Facts about the machines.";
  };

  config.flake.meta.machines = lib.genAttrs network.members (_: { });
}
