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
      description = "Takes over the account with its id, home, shell and authorized keys; of root the keys.";

      interface.options = {
        user = mkOption {
          type = types.str;
          description = "Login name.";
        };
        uid = mkOption {
          type = types.nullOr types.ints.positive;
          default = null;
          description = "Id that macOS gave the account; null for root, which nix-darwin does not manage.";
        };
        description = mkOption {
          type = types.nullOr types.str;
          default = null;
          description = "Full name; null for the one that macOS has.";
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
          default = "zsh";
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
            let
              shell =
                if settings.shell == "fish" then
                  pkgs.fish
                else if settings.shell == "zsh" then
                  pkgs.zsh
                else
                  pkgs.bashInteractive;
            in
            lib.mkMerge [
              { users.users.${settings.user} = { inherit (settings) openssh; }; }

              (lib.mkIf (settings.uid != null) {
                users.knownUsers = [ settings.user ];
                users.users.${settings.user} = {
                  inherit (settings) description uid;
                  inherit shell;
                  home = if settings.home == null then "/Users/${settings.user}" else settings.home;
                };

                # What macOS takes for a login shell, with the folders of Nix on its PATH.
                environment.shells = [ shell ];
                programs.${settings.shell}.enable = true;
              })
            ];
        };
    };
  };
}
