{ lib, ... }:
{
  options.flake.meta.users = lib.mkOption {
    description = "People, by user name";
    type = lib.types.attrsOf (
      lib.types.submodule {
        options = {
          email = lib.mkOption { type = lib.types.str; };
          keys = lib.mkOption {
            type = lib.types.listOf lib.types.singleLineStr;
            default = [ ];
          };
        };
      }
    );
  };

  config.flake.meta.users.crs58 = {
    email = "crs58@example.org";
    keys = [ "ssh-ed25519 AAAA laptop" ];
  };
}
