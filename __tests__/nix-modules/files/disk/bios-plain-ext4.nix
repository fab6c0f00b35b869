{
  # Legacy BIOS boot of a cx53: GRUB in an EF02 partition; no encryption.
  flake.modules.nixos."hosts/bios-plain-ext4" = {
    disko.devices.disk.main = {
      type = "disk";
      device = "/dev/sda";
      content = {
        type = "gpt";
        partitions = {
          grub = {
            type = "EF02";
            size = "1M";
          };
          root = {
            size = "100%";
            content = {
              type = "filesystem";
              format = "ext4";
              mountpoint = "/";
            };
          };
        };
      };
    };
  };
}
