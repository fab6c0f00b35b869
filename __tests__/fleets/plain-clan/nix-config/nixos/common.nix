{ pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.htop
    pkgs.ripgrep
  ];
  nix.settings.experimental-features = [
    "nix-command"
    "flakes"
  ];
  time.timeZone = "Europe/Vienna";
}
