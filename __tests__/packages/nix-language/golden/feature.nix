{ config, lib, ... }:
{
  flake.modules.nixos.tools =
    { pkgs, ... }:
    {
      environment.systemPackages = with pkgs; [
        git
        ripgrep
      ];
    };

  flake.modules.darwin.tools =
    { pkgs, ... }:
    {
      environment.systemPackages = with pkgs; [
        git
        ripgrep
      ];
    };

  flake.modules.homeManager.tools =
    {
      config,
      lib,
      pkgs,
      ...
    }:
    {
      home.stateVersion = "25.11";

      programs = {
        direnv = lib.mkDefault {
          enable = true;
          nix_direnv = true;
        };
        fish = lib.mkIf pkgs.stdenv.hostPlatform.isLinux { enable = true; };
        git = {
          enable = true;
          extraConfig = {
            init.defaultBranch = "main";
            pull.rebase = true;
          };
          userEmail = config.flake.meta.users.crs58.email;
        };
      };
    };
}
