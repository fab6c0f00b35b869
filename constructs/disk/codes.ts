import { defineCodes } from "../diagnostics/codes";
import { CX53, nixosMachine, PLAIN_DISK, rentedMachine } from "../diagnostics/examples";

const DEVICE = '"/dev/disk/by-id/nvme-SAMSUNG_980"';

/** A machine without a server. */
const disk = (props: string): string =>
  nixosMachine(`disk: Disk.luks({ filesystem: "ext4", ${props} })`);

defineCodes("Disks", {
  "disk-boot-mismatch": {
    severity: "error",
    meaning:
      "The boot mode of a disk is not that of the machine's firmware. A disk for UEFI has no boot loader that legacy BIOS finds, and the other way round, so the machine would not start after its installation.",
    example: rentedMachine(CX53, ['disk: Disk.plain({ filesystem: "ext4", boot: "uefi" })']),
    corrected: rentedMachine(CX53),
  },
  "disk-boot-unknown": {
    severity: "error",
    meaning: "The boot mode of a disk is unknown. A layout is for legacy BIOS or for UEFI.",
    example: disk(`device: ${DEVICE}, boot: "efi" as any`),
    corrected: disk(`device: ${DEVICE}, boot: "uefi"`),
  },
  "disk-device-invalid": {
    severity: "error",
    meaning:
      "The device of a disk is not a path of a device. disko would stop in the middle of an installation, when it finds no such device.",
    example: disk('device: "sda"'),
    corrected: disk(`device: ${DEVICE}`),
  },
  "disk-device-missing": {
    severity: "error",
    meaning:
      "A machine without a server names no device for its disk. The installation erases that device, so the library does not guess which one it is.",
    example: nixosMachine('disk: Disk.luks({ filesystem: "ext4" })'),
    corrected: disk(`device: ${DEVICE}`),
  },
  "disk-device-partition": {
    severity: "error",
    meaning:
      "The device of a disk is a partition. The layout makes the partitions itself, with a boot loader at the start of the disk, so it needs the whole disk.",
    example: disk('device: "/dev/sda1"'),
    corrected: disk('device: "/dev/sda"'),
  },
  "disk-filesystem-unknown": {
    severity: "error",
    meaning:
      "The library has no layout for the file system. Any other layout is written with the options of disko, in the settings of the machine or in a module.",
    example: nixosMachine(`disk: Disk.plain({ filesystem: "xfs" as any, device: ${DEVICE} })`),
    corrected: nixosMachine(`disk: Disk.plain({ filesystem: "btrfs", device: ${DEVICE} })`),
  },
  "disk-second-layout": {
    severity: "error",
    meaning:
      "A machine has a disk, and its settings set `disko.devices` as well. Nix would merge the two layouts into one that nobody meant, and the installation would erase disks by it.",
    example: rentedMachine(CX53, [
      PLAIN_DISK,
      'settings: { disko: { devices: { disk: { main: { device: "/dev/sdb" } } } } }',
    ]),
    corrected: rentedMachine(CX53, [
      'settings: { disko: { devices: { disk: { main: { device: "/dev/sdb" } } } } }',
    ]),
  },
  "disk-zfs-encryption": {
    severity: "error",
    meaning:
      "A disk with ZFS's own encryption would hang at boot. Its key would be one of clan's vars, which does not exist in the initrd, where ZFS asks for it. LUKS below ext4 or btrfs is unlocked over ssh.",
    example: rentedMachine(CX53, ["disk: Disk.zfs({ encryption: true })"]),
    corrected: rentedMachine(CX53, ['disk: Disk.luks({ filesystem: "btrfs" })']),
  },
});
