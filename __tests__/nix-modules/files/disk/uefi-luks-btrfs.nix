{ lib, ... }:
let
  mountOptions = [
    "compress=zstd"
    "noatime"
  ];
in
{
  # UEFI boot of a cpx22: systemd-boot and the kernels in the ESP; everything else is in LUKS.
  flake.modules.nixos."hosts/uefi-luks-btrfs" =
    { config, ... }:
    {
      disko.devices.disk.main = {
        type = "disk";
        device = "/dev/sda";
        content = {
          type = "gpt";
          partitions = {
            ESP = {
              type = "EF00";
              size = "1G";
              content = {
                type = "filesystem";
                format = "vfat";
                mountpoint = "/boot";
                # Only root may read kernels and initrds.
                mountOptions = [ "umask=0077" ];
              };
            };
            root = {
              size = "100%";
              content = {
                type = "luks";
                name = "root";
                # Only the installer reads it; the initrd does not contain it.
                passwordFile = config.clan.core.vars.generators.luks.files.passphrase.path;
                settings.allowDiscards = true;
                content = {
                  type = "btrfs";
                  subvolumes = {
                    "@" = {
                      mountpoint = "/";
                      inherit mountOptions;
                    };
                    "@home" = {
                      mountpoint = "/home";
                      inherit mountOptions;
                    };
                    "@nix" = {
                      mountpoint = "/nix";
                      inherit mountOptions;
                    };
                  };
                };
              };
            };
          };
        };
      };

      # growPartition supports only / directly on a partition, not in LUKS.
      boot.growPartition = lib.mkForce false;

      boot.loader = {
        systemd-boot.enable = true;
        efi.canTouchEfiVariables = true;
      };
    };
}
