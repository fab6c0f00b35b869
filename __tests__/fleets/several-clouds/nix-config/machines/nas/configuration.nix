{
  services.samba.enable = true;
  services.zfs.autoScrub.enable = true;
}
