import { defineCodes } from "../diagnostics/codes";
import { CX53, declared, nixosMachine, PLAIN_DISK, rentedMachine } from "../diagnostics/examples";

const DEVICE = '"/dev/disk/by-id/nvme-SAMSUNG_980"';
const OTHER = '"/dev/disk/by-id/nvme-SAMSUNG_981"';
const BOTH = `devices: [${DEVICE}, ${OTHER}]`;

/** A machine without a server. */
const plain = (...props: readonly string[]): string =>
  nixosMachine(`disk: Disk.plain({ filesystem: "ext4", device: ${DEVICE}, ${props.join(", ")} })`);
const disk = (props: string): string =>
  nixosMachine(`disk: Disk.plain({ filesystem: "ext4", ${props} })`);
const btrfs = (props: string): string =>
  nixosMachine(`disk: Disk.plain({ filesystem: "btrfs", ${props} })`);
const zfs = (props: string): string => nixosMachine(`disk: Disk.zfs({ ${props} })`);
const dataDisk = (name: string, device = OTHER): string =>
  plain(
    `data: [DataDisk.plain({ name: "${name}", device: ${device}, filesystem: "xfs", mountpoint: "/srv" })]`,
  );
const encrypted = nixosMachine(`disk: Disk.luks({ filesystem: "ext4", device: ${DEVICE} })`);
const rootAccount = [
  declared('const ada = new User(fleet, "ada", {', [
    'sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada"]',
  ]),
  declared('new UserAccount(fleet, "root", {', [
    "user: User.ROOT",
    "machines: [Tag.ALL]",
    "authorized: [ada]",
  ]),
].join("\n");
const lockedMachine = (enable: string): string =>
  nixosMachine(
    `disk: Disk.luks({ filesystem: "ext4", device: ${DEVICE} })`,
    `settings: { boot: { initrd: { network: { ssh: { enable: ${enable} } } } } }`,
  );
const generatorOf = (name: string): string =>
  [
    `const key = new VarsGenerator(fleet, "${name}", { files: { key: {} }, script: "keygen > $out/key" });`,
    nixosMachine("vars: [key]", `disk: Disk.luks({ filesystem: "ext4", device: ${DEVICE} })`),
    rootAccount,
  ].join("\n");
const volumes = 'volumes: [{ name: "data", sizeGb: 10 }]';

defineCodes("Disks", {
  "disk-boot-mismatch": {
    severity: "error",
    meaning:
      "The boot mode of a disk does not match the machine's firmware. Legacy BIOS cannot boot a disk for UEFI, nor UEFI a disk for legacy BIOS, so the machine would not boot after its installation.",
    example: rentedMachine(CX53, ['disk: Disk.plain({ filesystem: "ext4", boot: "uefi" })']),
    corrected: rentedMachine(CX53),
  },
  "disk-boot-small": {
    severity: "error",
    acceptable: true,
    meaning:
      "The boot partition is too small. Each generation of the system stores a kernel and an initrd there, and an update fails halfway when the partition is full.",
    example: plain('bootSize: "100M"'),
    corrected: plain('bootSize: "512M"'),
  },
  "disk-boot-unknown": {
    severity: "error",
    meaning: "The boot mode of a disk is unknown. A layout boots with legacy BIOS, UEFI, or both.",
    example: plain('boot: "efi" as any'),
    corrected: plain('boot: "uefi"'),
  },
  "disk-device-duplicate": {
    severity: "error",
    meaning:
      "A layout uses the same device twice. disko would partition it twice, and redundancy on a single disk does not survive its failure.",
    example: disk(`devices: [${DEVICE}, ${DEVICE}], raid: "raid1"`),
    corrected: disk(`${BOTH}, raid: "raid1"`),
  },
  "disk-device-invalid": {
    severity: "error",
    meaning:
      "The device of a disk is not a device path. disko would fail in the middle of an installation because the device does not exist.",
    example: disk('device: "sda"'),
    corrected: disk(`device: ${DEVICE}`),
  },
  "disk-device-missing": {
    severity: "error",
    meaning:
      "The device of a disk is missing. A data disk and the disk of a machine without a server need a device, because the installation erases it and the library does not guess.",
    example: nixosMachine('disk: Disk.plain({ filesystem: "ext4" })'),
    corrected: disk(`device: ${DEVICE}`),
  },
  "disk-device-moves": {
    severity: "error",
    acceptable: true,
    meaning:
      "The name of a device is not stable. The kernel names disks in the order in which it detects them, so on a server with volumes /dev/sda can be a volume after a reboot. The installation would erase the volume, or GRUB would be installed on it.",
    example: rentedMachine(
      [...CX53, volumes],
      ['disk: Disk.plain({ filesystem: "ext4", device: "/dev/sda" })'],
    ),
    corrected: rentedMachine([...CX53, volumes]),
  },
  "disk-device-partition": {
    severity: "error",
    meaning:
      "The device of a disk is a partition. The layout creates the partitions and the boot loader itself, so it needs the whole disk.",
    example: disk('device: "/dev/sda1"'),
    corrected: disk('device: "/dev/sda"'),
  },
  "disk-devices-conflict": {
    severity: "error",
    meaning:
      "Disks are given in more than one prop. The disks that the installation erases must be listed in one place.",
    example: disk(`device: ${DEVICE}, ${BOTH}, raid: "raid1"`),
    corrected: disk(`${BOTH}, raid: "raid1"`),
  },
  "disk-filesystem-unknown": {
    severity: "error",
    meaning:
      "The library has no layout for the file system. Write other layouts with the options of disko, in the settings of the machine or in a module.",
    example: nixosMachine(`disk: Disk.plain({ filesystem: "ntfs" as any, device: ${DEVICE} })`),
    corrected: btrfs(`device: ${DEVICE}`),
  },
  "disk-host-id-invalid": {
    severity: "error",
    meaning: "The host id is invalid. NixOS requires eight hexadecimal digits.",
    example: zfs(`device: ${DEVICE}, hostId: "web"`),
    corrected: zfs(`device: ${DEVICE}, hostId: "0fa1c3d2"`),
  },
  "disk-in-machine-file": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has the prop `disk`, and one of its files also defines a disk layout. clan automatically imports `configuration.nix`, `disko.nix` and `hardware-configuration.nix` from the folder `machines/<name>/`, so the two layouts would be merged. In the example, `machines/argentum/disko.nix` defines a file system for `/`.",
    example: `new NixosMachine(fleet, "argentum", {
  stateVersion: "25.11",
  disk: Disk.plain({ filesystem: "ext4", device: ${DEVICE} }),
});`,
    corrected: 'new NixosMachine(fleet, "argentum", { stateVersion: "25.11" });',
  },
  "disk-label-long": {
    severity: "error",
    meaning:
      "The label of a partition is too long. It consists of the names of the disk and the partition, and GPT allows 36 characters.",
    example: dataDisk("photographs-of-all-the-years"),
    corrected: dataDisk("photographs"),
  },
  "disk-mount-duplicate": {
    severity: "error",
    meaning: "Two file systems have the same mountpoint. One would hide the other.",
    example: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/" } }'),
    corrected: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }'),
  },
  "disk-mount-invalid": {
    severity: "error",
    meaning:
      "A mountpoint is invalid. It is not an absolute path, or the kernel or systemd uses it.",
    example: btrfs(`device: ${DEVICE}, subvolumes: { root: "/", data: "srv" }`),
    corrected: btrfs(`device: ${DEVICE}, subvolumes: { root: "/", data: "/srv" }`),
  },
  "disk-mount-missing": {
    severity: "error",
    meaning: "A file system has no mountpoint, so nothing can use it.",
    example: plain('partitions: { data: { size: "9G", filesystem: "xfs" } }'),
    corrected: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }'),
  },
  "disk-mount-option": {
    severity: "error",
    meaning: "A mount option is invalid. Each option is a separate list item without spaces.",
    example: plain('mountOptions: ["noatime discard"]'),
    corrected: plain('mountOptions: ["noatime", "discard"]'),
  },
  "disk-name-duplicate": {
    severity: "error",
    meaning:
      "Two parts of a layout have the same name. The name of a data disk must be unique on the machine, and the name of a partition on its disk.",
    example: dataDisk("main"),
    corrected: dataDisk("srv"),
  },
  "disk-name-invalid": {
    severity: "error",
    meaning: "The name of a disk, partition, volume or dataset in the layout is invalid.",
    example: dataDisk("My data"),
    corrected: dataDisk("my-data"),
  },
  "disk-name-reserved": {
    severity: "error",
    meaning:
      "The name of a pool, volume group or volume is reserved. ZFS or LVM does not accept it, or it is already a name in /dev.",
    example: zfs(`device: ${DEVICE}, pool: "mirror"`),
    corrected: zfs(`device: ${DEVICE}, pool: "tank"`),
  },
  "disk-partitions-unmirrored": {
    severity: "error",
    meaning:
      "A layout has partitions beside a btrfs file system on several disks. Only btrfs is mirrored; the partitions would exist on each disk with different content.",
    example: btrfs(
      `${BOTH}, raid: "raid1", partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }`,
    ),
    corrected: btrfs(`${BOTH}, raid: "raid1", subvolumes: { root: "/", data: "/srv" }`),
  },
  "disk-raid-missing": {
    severity: "error",
    meaning:
      "A layout has several disks, but no `raid`. It is unclear whether the disks are mirrored or joined.",
    example: disk(BOTH),
    corrected: disk(`${BOTH}, raid: "raid1"`),
  },
  "disk-raid-too-few": {
    severity: "error",
    meaning: "The RAID level needs more disks; for example, a mirror needs at least two.",
    example: zfs(`device: ${DEVICE}, raid: "mirror"`),
    corrected: zfs(`${BOTH}, raid: "mirror"`),
  },
  "disk-raid-unknown": {
    severity: "error",
    meaning:
      "The RAID level is invalid for the file system. mdadm, btrfs and ZFS have different names for RAID levels.",
    example: zfs(`${BOTH}, raid: "raid1" as any`),
    corrected: zfs(`${BOTH}, raid: "mirror"`),
  },
  "disk-root-missing": {
    severity: "error",
    meaning: "No file system is mounted at /, so the system cannot be installed.",
    example: zfs(`device: ${DEVICE}, datasets: { home: "/home" }`),
    corrected: zfs(`device: ${DEVICE}, datasets: { root: "/", home: "/home" }`),
  },
  "disk-root-volatile": {
    severity: "error",
    meaning:
      "The root file system is in memory, but /nix is not on a disk. The installed system would be lost at the first reboot.",
    example: plain('mountpoint: "/persist"', 'tmpfs: { "/": "2G" }'),
    corrected: plain('mountpoint: "/nix"', 'tmpfs: { "/": "2G" }'),
  },
  "disk-second-layout": {
    severity: "error",
    meaning:
      "The settings of a machine define `disko.devices` for the same disk or name as its prop `disk`. Nix would merge the two layouts, and the installation would erase disks according to the result. Settings can define other disks.",
    example: rentedMachine(CX53, [
      PLAIN_DISK,
      'settings: { disko: { devices: { disk: { main: { device: "/dev/sdb" } } } } }',
    ]),
    corrected: rentedMachine(CX53, [
      'settings: { disko: { devices: { disk: { main: { device: "/dev/sdb" } } } } }',
    ]),
  },
  "disk-size-invalid": {
    severity: "error",
    meaning: "A size is invalid. disko would fail in the middle of an installation.",
    example: plain('swap: { partition: "1.5G" }'),
    corrected: plain('swap: { partition: "1536M" }'),
  },
  "disk-size-rest": {
    severity: "error",
    meaning: 'Two parts of a disk have the size "100%", but only one can use the remaining space.',
    example: plain('partitions: { data: { size: "100%", filesystem: "xfs", mountpoint: "/srv" } }'),
    corrected: plain(
      'size: "40G"',
      'partitions: { data: { size: "100%", filesystem: "xfs", mountpoint: "/srv" } }',
    ),
  },
  "disk-swap-file": {
    severity: "error",
    meaning:
      "A swap file is on a file system that does not support swap files. The kernel rejects swap files on ZFS and on btrfs with several disks.",
    example: zfs(`device: ${DEVICE}, swap: { file: "4G" }`),
    corrected: zfs(`device: ${DEVICE}, swap: { partition: "4G" }`),
  },
  "disk-unlock-disabled": {
    severity: "error",
    acceptable: true,
    meaning:
      "Settings switch off the way by which an encrypted disk is unlocked. The initrd has no network or no sshd then, so the machine stops at its next start, until somebody types the passphrase at its console.",
    example: [lockedMachine("lib.mkForce(false)"), rootAccount].join("\n"),
    corrected: [lockedMachine("true"), rootAccount].join("\n"),
  },
  "disk-unlock-key-missing": {
    severity: "error",
    acceptable: true,
    meaning:
      "Nobody can unlock an encrypted disk. The sshd in the initrd accepts root's SSH keys, and NixOS does not evaluate without any. Modules of other flakes and hand-written modules may provide a key.",
    example: encrypted,
    corrected: [encrypted, rootAccount].join("\n"),
  },
  "disk-vars-renamed": {
    severity: "warning",
    meaning:
      "A machine has a generator with the default name of one of the disk's generators. The disk's generator, for its passphrase or host key, then gets another name. This is fine for a new machine. On an installed machine, `clan vars` still stores the passphrase of the disk under the default name.",
    example: generatorOf("initrd-ssh"),
    corrected: generatorOf("gateway-ssh"),
  },
  "disk-zfs-encryption": {
    severity: "error",
    meaning:
      "A disk with native ZFS encryption would hang at boot. ZFS needs its key in the initrd, where clan's vars do not exist. LUKS below the pool can be unlocked over ssh.",
    example: rentedMachine(CX53, ["disk: Disk.zfs({ encryption: true })"]),
    corrected: [rentedMachine(CX53, ['disk: Disk.zfs({ encryption: "luks" })']), rootAccount].join(
      "\n",
    ),
  },
  "disk-zfs-property": {
    severity: "error",
    meaning:
      "A ZFS property is invalid, or it is `mountpoint` or `canmount`. Use the prop `mountpoint` of the dataset instead, since NixOS mounts the datasets.",
    example: zfs(
      `device: ${DEVICE}, datasets: { root: { mountpoint: "/", options: { canmount: "on" } } }`,
    ),
    corrected: zfs(`device: ${DEVICE}, datasets: { root: "/" }`),
  },
  "disk-zram-percent": {
    severity: "error",
    meaning: "The size of compressed swap is out of range. It is a percentage of the memory.",
    example: plain("swap: { zramPercent: 0.5 }"),
    corrected: plain("swap: { zramPercent: 50 }"),
  },
});
