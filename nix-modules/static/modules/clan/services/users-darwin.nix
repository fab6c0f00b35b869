{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  # clan-core's users does nothing on a Mac.
  flake.clan.modules.users-darwin = {
    _class = "clan.service";
    manifest = {
      name = "${config.flake.meta.name}/users-darwin";
      description = "accounts of people on macOS";
      readme = "nix-darwin sets no password: the one that the person chose on the Mac stays.";
      categories = [ "System" ];
    };

    roles.default = {
      description = "Takes over the account with its id, home, shell and authorized keys.";

      interface.options = {
        user = mkOption {
          type = types.str;
          description = "Login name.";
        };
        uid = mkOption {
          type = types.ints.positive;
          description = "Id that macOS gave the account.";
        };
        home = mkOption {
          type = types.nullOr types.str;
          default = null;
          description = "Home folder; null for the one below /Users.";
        };
        shell = mkOption {
          type = types.enum [
            "bash"
            "fish"
            "zsh"
          ];
          description = "Login shell.";
        };
        openssh.authorizedKeys.keys = mkOption {
          type = types.listOf types.singleLineStr;
          description = "Keys that may log in.";
        };
      };

      perInstance =
        { settings, ... }:
        {
          darwinModule =
            { pkgs, ... }:
            {
              users.knownUsers = [ settings.user ];
              users.users.${settings.user} = {
                inherit (settings) uid openssh;
                home = if settings.home == null then "/Users/${settings.user}" else settings.home;
                shell =
                  if settings.shell == "bash" then
                    pkgs.bashInteractive
                  else if settings.shell == "fish" then
                    pkgs.fish
                  else
                    pkgs.zsh;
              };
            };
        };
    };
  };
}
