{ config, ... }:
let
  inherit (config.flake) meta modules;
in
{
  flake.modules.nixos."hosts/cinnabar" =
    { config, pkgs, ... }:
    {
      imports = [ modules.nixos.trust ];

      networking.hostName = "cinnabar";
      nixpkgs.hostPlatform = "x86_64-linux";
      system.stateVersion = "25.11";

      environment = {
        etc.backup.source = config.clan.core.vars.generators.backup.files.password.path;
        systemPackages = [ pkgs.restic ];
      };
      users.motd = meta.users.crs58.email;
    };

  flake.clan.machines.cinnabar.imports = [ config.flake.modules.nixos."hosts/cinnabar" ];
}
