{ lib, ... }:
{
  boot.initrd.availableKernelModules = [
    "nvme"
    "usbhid"
  ];
  boot.kernelModules = [ "kvm-amd" ];
  hardware.cpu.amd.updateMicrocode = lib.mkDefault true;
}
