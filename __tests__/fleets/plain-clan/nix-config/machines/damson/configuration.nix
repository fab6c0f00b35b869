{ pkgs, ... }:
{
  services.desktopManager.plasma6.enable = true;
  services.displayManager.sddm.enable = true;
  environment.systemPackages = [ pkgs.firefox ];
}
