# The result of disko for the disk file of a host: the script that formats, and the NixOS options.
{
  file,
  host,
  checkouts,
}:
let
  lib = import (/. + "${checkouts}/nixpkgs-lib/lib");
  diskoLib = import (/. + "${checkouts}/disko/lib") {
    inherit lib;
    makeTest = null;
    eval-config = null;
    qemu-common = null;
  };
  call = function: if builtins.isFunction function then function { inherit lib; } else function;
  module = (call (import (/. + file))).flake.modules.nixos."hosts/${host}";

  inherit (lib) mkOption types;
  # As NixOS merges it: forced values replace others, lists are concatenated.
  listOf = type: mkOption { type = types.listOf type; default = [ ]; };
  any = mkOption { type = types.anything; default = null; };
  options = {
    disko.devices = mkOption { type = diskoLib.toplevel; };
    clan.core.vars.generators.luks.files.passphrase.path = any;
    fileSystems = mkOption { type = types.attrsOf types.anything; };
    swapDevices = listOf types.anything;
    zramSwap = any;
    networking.hostId = any;
    boot = {
      growPartition = any;
      initrd.systemd = any;
      initrd.kernelModules = listOf types.str;
      initrd.luks.devices = mkOption { type = types.attrsOf types.anything; default = { }; };
      loader.systemd-boot = any;
      loader.efi = any;
      loader.grub.enable = any;
      loader.grub.efiSupport = any;
      loader.grub.efiInstallAsRemovable = any;
      loader.grub.devices = listOf types.str;
      loader.grub.mirroredBoots = listOf types.anything;
      resumeDevice = any;
      swraid = any;
    };
  };
  inherit
    (lib.evalModules {
      modules = [
        module
        { inherit options; }
        { clan.core.vars.generators.luks.files.passphrase.path = "/passphrase"; }
        (
          { config, ... }:
          let
            own = config.disko.devices._config;
          in
          {
            inherit (own) fileSystems;
            boot = own.boot or { };
            swapDevices = own.swapDevices or [ ];
          }
        )
      ];
    })
    config
    ;
  given = lib.filterAttrsRecursive (_: value: value != null && value != [ ] && value != { });
in
{
  create = config.disko.devices._create;
  mount = config.disko.devices._mount;
  nixos = given {
    inherit (config)
      boot
      fileSystems
      swapDevices
      zramSwap
      ;
    hostId = config.networking.hostId;
  };
}
