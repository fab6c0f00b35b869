{
  boot.loader.grub.enable = true;
  networking.nat.enable = true;
  services.kea.dhcp4.enable = true;
}
