{
  config,
  inputs,
  lib,
  ...
}:
let
  inherit (lib) mkOption types;
in
{
  options.flake.meta.zerotier = {
    instance = mkOption {
      type = types.str;
      description = "Name of the clan-core zerotier instance that the machines join.";
    };
    members = mkOption {
      type = types.listOf types.str;
      description = "Machines in the network.";
    };
    networkId = mkOption {
      type = types.nullOr types.str;
      default = inputs.clan-core.lib.getPublicValue {
        flake = inputs.self;
        generator = "zerotier-network-${config.flake.meta.zerotier.instance}";
        file = "network-id";
        default = null;
      };
      description = "Id of the network; null until the controller's vars are generated.";
    };
  };
}
