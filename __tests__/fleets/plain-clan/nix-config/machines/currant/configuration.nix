{
  boot.loader.generic-extlinux-compatible.enable = true;
  boot.loader.grub.enable = false;
  fileSystems."/" = {
    device = "/dev/disk/by-label/NIXOS_SD";
    fsType = "ext4";
  };
}
