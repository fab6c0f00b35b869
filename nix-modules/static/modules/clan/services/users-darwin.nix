{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  # clan-core's users does not support macOS.
  flake.clan.modules.users-darwin = {
    _class = "clan.service";
    manifest = {
      name = "${config.flake.meta.name}/users-darwin";
      description = "user accounts on macOS";
      readme = "nix-darwin does not set passwords: the user keeps the password from macOS.";
      categories = [ "System" ];
    };

    roles.default = {
      description = "Manages the account with its id, home, shell and authorized keys; for root, only the keys.";

      interface.options = {
        user = mkOption {
          type = types.str;
          description = "Login name.";
        };
        uid = mkOption {
          type = types.nullOr types.ints.positive;
          default = null;
          description = "Id of the account on macOS; null for root, which nix-darwin does not manage.";
        };
        description = mkOption {
          type = types.nullOr types.str;
          default = null;
          description = "Full name; null keeps the name from macOS.";
        };
        home = mkOption {
          type = types.nullOr types.str;
          default = null;
          description = "Home directory; null means /Users/<user>.";
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

                # macOS accepts only these as login shells; enable puts Nix on their PATH.
                environment.shells = [ shell ];
                programs.${settings.shell}.enable = true;
              })
            ];
        };
    };
  };
}
