{
  flake.modules.nixos.backup =
    { config, lib, ... }:
    {
      options.orchard.backup.paths = lib.mkOption {
        type = lib.types.listOf lib.types.str;
        default = [ ];
      };
      config.clan.core.state.orchard.folders = config.orchard.backup.paths;
    };
}
