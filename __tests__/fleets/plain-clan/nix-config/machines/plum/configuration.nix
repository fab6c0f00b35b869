{
  boot.loader.grub.enable = true;
  services.openssh.ports = [ 2222 ];
}
