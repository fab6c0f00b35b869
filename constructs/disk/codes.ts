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
      "The boot mode of a disk is not that of the machine's firmware. A disk for UEFI has no boot loader that legacy BIOS finds, and the other way round, so the machine would not start after its installation.",
    example: rentedMachine(CX53, ['disk: Disk.plain({ filesystem: "ext4", boot: "uefi" })']),
    corrected: rentedMachine(CX53),
  },
  "disk-boot-small": {
    severity: "error",
    acceptable: true,
    meaning:
      "The partition that a machine boots from is too small. Each generation of the system puts a kernel and an initrd there, and an update that does not fit stops in the middle.",
    example: plain('bootSize: "100M"'),
    corrected: plain('bootSize: "512M"'),
  },
  "disk-boot-unknown": {
    severity: "error",
    meaning:
      "The boot mode of a disk is unknown. A layout is for legacy BIOS, for UEFI, or for both.",
    example: plain('boot: "efi" as any'),
    corrected: plain('boot: "uefi"'),
  },
  "disk-device-duplicate": {
    severity: "error",
    meaning:
      "One device is used twice in a layout. Of two copies on one disk neither survives it, and disko would partition it twice.",
    example: disk(`devices: [${DEVICE}, ${DEVICE}], raid: "raid1"`),
    corrected: disk(`${BOTH}, raid: "raid1"`),
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
      "A disk names no device: that of a machine without a server, or a data disk. The installation erases that device, so the library does not guess which one it is.",
    example: nixosMachine('disk: Disk.plain({ filesystem: "ext4" })'),
    corrected: disk(`device: ${DEVICE}`),
  },
  "disk-device-moves": {
    severity: "error",
    acceptable: true,
    meaning:
      "The name of a device may be another disk's after a restart. The kernel names disks as it finds them; on a server with volumes /dev/sda can be a volume, which the installation would erase, or GRUB be written to.",
    example: rentedMachine(
      [...CX53, volumes],
      ['disk: Disk.plain({ filesystem: "ext4", device: "/dev/sda" })'],
    ),
    corrected: rentedMachine([...CX53, volumes]),
  },
  "disk-device-partition": {
    severity: "error",
    meaning:
      "The device of a disk is a partition. The layout makes the partitions itself, with a boot loader at the start of the disk, so it needs the whole disk.",
    example: disk('device: "/dev/sda1"'),
    corrected: disk('device: "/dev/sda"'),
  },
  "disk-devices-conflict": {
    severity: "error",
    meaning:
      "Disks are named in two ways. Which of them the installation erases has to be said in one place.",
    example: disk(`device: ${DEVICE}, ${BOTH}, raid: "raid1"`),
    corrected: disk(`${BOTH}, raid: "raid1"`),
  },
  "disk-filesystem-unknown": {
    severity: "error",
    meaning:
      "The library has no layout for the file system. Any other layout is written with the options of disko, in the settings of the machine or in a module.",
    example: nixosMachine(`disk: Disk.plain({ filesystem: "ntfs" as any, device: ${DEVICE} })`),
    corrected: btrfs(`device: ${DEVICE}`),
  },
  "disk-host-id-invalid": {
    severity: "error",
    meaning: "The host id is invalid. NixOS takes eight hexadecimal digits.",
    example: zfs(`device: ${DEVICE}, hostId: "web"`),
    corrected: zfs(`device: ${DEVICE}, hostId: "0fa1c3d2"`),
  },
  "disk-in-machine-file": {
    severity: "error",
    acceptable: true,
    meaning:
      "A machine has a disk, and a file of its own lays out the same one. clan imports `configuration.nix`, `disko.nix` and `hardware-configuration.nix` of the folder `machines/<name>/` by itself, so the two layouts would be merged. The example has a `machines/argentum/disko.nix` with a file system for `/`.",
    example: `new NixosMachine(fleet, "argentum", {
  stateVersion: "25.11",
  disk: Disk.plain({ filesystem: "ext4", device: ${DEVICE} }),
});`,
    corrected: 'new NixosMachine(fleet, "argentum", { stateVersion: "25.11" });',
  },
  "disk-label-long": {
    severity: "error",
    meaning:
      "The label of a partition is too long. It is made of the names of the disk and the partition, and GPT has 36 characters for it.",
    example: dataDisk("photographs-of-all-the-years"),
    corrected: dataDisk("photographs"),
  },
  "disk-mount-duplicate": {
    severity: "error",
    meaning: "Two file systems are mounted at one place. One would hide the other.",
    example: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/" } }'),
    corrected: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }'),
  },
  "disk-mount-invalid": {
    severity: "error",
    meaning: "A mountpoint is invalid: it is no absolute path, or belongs to the running system.",
    example: btrfs(`device: ${DEVICE}, subvolumes: { root: "/", data: "srv" }`),
    corrected: btrfs(`device: ${DEVICE}, subvolumes: { root: "/", data: "/srv" }`),
  },
  "disk-mount-missing": {
    severity: "error",
    meaning: "A file system is mounted nowhere, so that nothing can use it.",
    example: plain('partitions: { data: { size: "9G", filesystem: "xfs" } }'),
    corrected: plain('partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }'),
  },
  "disk-mount-option": {
    severity: "error",
    meaning: "A mount option is invalid. Each is an item of its own, without spaces.",
    example: plain('mountOptions: ["noatime discard"]'),
    corrected: plain('mountOptions: ["noatime", "discard"]'),
  },
  "disk-name-duplicate": {
    severity: "error",
    meaning:
      "Two parts of a layout have one name. A data disk has a name of its own, and a partition one that no other on its disk has.",
    example: dataDisk("main"),
    corrected: dataDisk("srv"),
  },
  "disk-name-invalid": {
    severity: "error",
    meaning:
      "The name of a part of the layout is invalid: of a disk, partition, volume or dataset.",
    example: dataDisk("My data"),
    corrected: dataDisk("my-data"),
  },
  "disk-name-reserved": {
    severity: "error",
    meaning:
      "The name of a pool, volume group or volume is reserved. ZFS, LVM or /dev has a meaning for it, and would refuse to make it.",
    example: zfs(`device: ${DEVICE}, pool: "mirror"`),
    corrected: zfs(`device: ${DEVICE}, pool: "tank"`),
  },
  "disk-partitions-unmirrored": {
    severity: "error",
    meaning:
      "Partitions stand beside a btrfs of several disks, which mirrors itself only. They would exist on each disk, each with other content.",
    example: btrfs(
      `${BOTH}, raid: "raid1", partitions: { data: { size: "9G", filesystem: "xfs", mountpoint: "/srv" } }`,
    ),
    corrected: btrfs(`${BOTH}, raid: "raid1", subvolumes: { root: "/", data: "/srv" }`),
  },
  "disk-raid-missing": {
    severity: "error",
    meaning:
      "A layout has several disks, but nothing says how they belong together. Each may hold what the others do, or a part.",
    example: disk(BOTH),
    corrected: disk(`${BOTH}, raid: "raid1"`),
  },
  "disk-raid-too-few": {
    severity: "error",
    meaning: "There are too few disks for the redundancy, such as a mirror of one disk.",
    example: zfs(`device: ${DEVICE}, raid: "mirror"`),
    corrected: zfs(`${BOTH}, raid: "mirror"`),
  },
  "disk-raid-unknown": {
    severity: "error",
    meaning:
      "The redundancy is not one that the file system has. mdadm, btrfs and ZFS have names of their own.",
    example: zfs(`${BOTH}, raid: "raid1" as any`),
    corrected: zfs(`${BOTH}, raid: "mirror"`),
  },
  "disk-root-missing": {
    severity: "error",
    meaning: "Nothing is mounted at /, so that there is nothing to install to.",
    example: zfs(`device: ${DEVICE}, datasets: { home: "/home" }`),
    corrected: zfs(`device: ${DEVICE}, datasets: { root: "/", home: "/home" }`),
  },
  "disk-root-volatile": {
    severity: "error",
    meaning:
      "A root in memory has no /nix on a disk. The installed system would be gone at the first restart.",
    example: plain('mountpoint: "/persist"', 'tmpfs: { "/": "2G" }'),
    corrected: plain('mountpoint: "/nix"', 'tmpfs: { "/": "2G" }'),
  },
  "disk-second-layout": {
    severity: "error",
    meaning:
      "A machine has a disk, and its settings set `disko.devices` for the same disk or name. Nix would merge the two layouts into one that nobody meant, and the installation would erase disks by it. Other disks can be added that way.",
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
    meaning: "A size is invalid. disko would stop in the middle of an installation.",
    example: plain('swap: { partition: "1.5G" }'),
    corrected: plain('swap: { partition: "1536M" }'),
  },
  "disk-size-rest": {
    severity: "error",
    meaning: 'Two parts of a disk have the size "100%", which is all that the others leave.',
    example: plain('partitions: { data: { size: "100%", filesystem: "xfs", mountpoint: "/srv" } }'),
    corrected: plain(
      'size: "40G"',
      'partitions: { data: { size: "100%", filesystem: "xfs", mountpoint: "/srv" } }',
    ),
  },
  "disk-swap-file": {
    severity: "error",
    meaning:
      "A swap file is on a file system that cannot hold one. The kernel refuses it on ZFS, and on btrfs of several disks.",
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
      "Nobody can unlock an encrypted disk. While the machine starts, its sshd lets in who may log in as root, and NixOS refuses one without any key. Modules of other flakes and ones written by hand may bring a key.",
    example: encrypted,
    corrected: [encrypted, rootAccount].join("\n"),
  },
  "disk-vars-renamed": {
    severity: "warning",
    meaning:
      "A machine has a generator of the name that one of the disk's usually has. The disk's, of its passphrase or host key, has another name then. That is right for a new machine. On one that is installed, the passphrase of the disk is what `clan vars` kept under the usual name.",
    example: generatorOf("initrd-ssh"),
    corrected: generatorOf("gateway-ssh"),
  },
  "disk-zfs-encryption": {
    severity: "error",
    meaning:
      "A disk with ZFS's own encryption would hang at boot. Its key would be one of clan's vars, which does not exist in the initrd, where ZFS asks for it. LUKS below the pool is unlocked over ssh.",
    example: rentedMachine(CX53, ["disk: Disk.zfs({ encryption: true })"]),
    corrected: [rentedMachine(CX53, ['disk: Disk.zfs({ encryption: "luks" })']), rootAccount].join(
      "\n",
    ),
  },
  "disk-zfs-property": {
    severity: "error",
    meaning:
      "A property of ZFS is not one that a layout takes. Where a dataset is mounted is its `mountpoint`, which NixOS mounts.",
    example: zfs(
      `device: ${DEVICE}, datasets: { root: { mountpoint: "/", options: { canmount: "on" } } }`,
    ),
    corrected: zfs(`device: ${DEVICE}, datasets: { root: "/" }`),
  },
  "disk-zram-percent": {
    severity: "error",
    meaning: "The size of compressed swap is out of range. It is a part of the memory, in percent.",
    example: plain("swap: { zramPercent: 0.5 }"),
    corrected: plain("swap: { zramPercent: 50 }"),
  },
});
