# The files of `nix build .#option-list` of a flake with one Mac, by the modules that nix-darwin and home-manager have.
# The Mac and its home declare an option of their own each.
{
  checkouts,
  file,
  packages,
}:
let
  lib = import "${checkouts}/nixpkgs-lib/lib";

  declaring = name: { options.programs.${name}.enable = lib.mkEnableOption name; };

  mac = import "${checkouts}/nix-darwin/eval-config.nix" {
    inherit lib;
    enableNixpkgsReleaseCheck = false;
    modules = [
      "${checkouts}/home-manager/nix-darwin"
      (declaring "mac-tool")
      {
        _module.args.pkgs = lib.mkForce (
          import packages {
            inherit lib;
            system = "aarch64-darwin";
          }
        );
        nixpkgs.hostPlatform = "aarch64-darwin";
        system.stateVersion = 6;
        users.users.ada.home = "/Users/ada";
        home-manager.useGlobalPkgs = true;
        home-manager.users.ada = {
          imports = [ (declaring "home-tool") ];
          # It reads nixpkgs, of which only lib is here.
          disabledModules = [ "${checkouts}/home-manager/modules/services-modular" ];
          home.stateVersion = "25.11";
        };
      }
    ];
  };

  flakeModule = import file {
    inherit lib;
    config.flake = {
      nixosConfigurations = { };
      darwinConfigurations.blackphos = mac;
    };
  };
  pkgs = {
    linkFarm = _: entries: entries;
    writeText = _: text: text;
  };
in
(flakeModule.perSystem { inherit pkgs; }).legacyPackages.option-list
