# The disk layout of a host in a file of the tree: each partition with its content, and the boot loader.
{ file, host }:
let
  lib = {
    mkForce = value: value;
  };
  config.clan.core.vars.generators.luks.files.passphrase.path = "the passphrase";
  call =
    function: if builtins.isFunction function then function { inherit config lib; } else function;

  module = call (call (import file)).flake.modules.nixos."hosts/${host}";
  disk = module.disko.devices.disk.main;

  mount = name: filesystem: "${name} at ${filesystem.mountpoint}";
  contents =
    content:
    if content.type == "luks" then
      [ "luks with ${content.passwordFile}" ] ++ contents content.content
    else if content.type == "btrfs" then
      builtins.attrValues (builtins.mapAttrs (name: mount "btrfs ${name}") content.subvolumes)
    else
      [ (mount content.format content) ];
in
{
  inherit (disk) device;
  partitions = builtins.mapAttrs (
    _: partition:
    (if partition ? type then [ partition.type ] else [ ])
    ++ (if partition ? content then contents partition.content else [ ])
  ) disk.content.partitions;
  systemdBoot = module.boot.loader.systemd-boot.enable or false;
  grows = module.boot.growPartition or true;
}
