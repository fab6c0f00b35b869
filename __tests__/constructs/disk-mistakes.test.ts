import {
  DataDisk,
  type DataFilesystemProps,
  Disk,
  type DiskProps,
  NixosMachine,
  type Settings,
} from "../../constructs";
import { fleetWith, oneMachine, SERVER, untypedProps } from "../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";

const SSD = "/dev/disk/by-id/nvme-SSD_1";
const SSD2 = "/dev/disk/by-id/nvme-SSD_2";
const BOTH = [SSD, SSD2];
const ROOT = { size: "100%", filesystem: "ext4", mountpoint: "/" } as const;
const SRV = { size: "9G", filesystem: "xfs", mountpoint: "/srv" } as const;

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";
const UNLOCKABLE = { users: { users: { root: { openssh: { authorizedKeys: { keys: [KEY] } } } } } };

const atHome = (disk: Disk, settings: Settings = UNLOCKABLE) =>
  fleetWith((fleet) => new NixosMachine(fleet, "nas", { stateVersion: "25.11", disk, settings }));
const plain = (props: Partial<DiskProps>) =>
  Disk.plain(untypedProps<DiskProps>({ filesystem: "ext4", device: SSD, ...props }));
const withData = (props: Partial<DataFilesystemProps>) =>
  plain({
    data: [
      DataDisk.plain(
        untypedProps<DataFilesystemProps>({
          name: "srv",
          device: SSD2,
          filesystem: "xfs",
          mountpoint: "/srv",
          ...props,
        }),
      ),
    ],
  });

type Mistake = readonly [mistake: string, disk: Disk, code: string, ...says: readonly string[]];

const MISTAKES: readonly Mistake[] = [
  ["a mirror of one disk", plain({ raid: "raid1" }), "disk-raid-too-few", "raid1 of one disk"],
  [
    "a mirror of ZFS of one disk",
    Disk.zfs({ devices: [SSD], raid: "mirror" }),
    "disk-raid-too-few",
    "mirror of one disk",
  ],
  [
    "a vdev of too few disks",
    Disk.zfs({ vdevs: [{ raid: "raidz2", devices: BOTH }] }),
    "disk-raid-too-few",
    "raidz2 of 2 disks",
    "at least 3 disks",
  ],
  [
    "two disks without a word on how they belong together",
    Disk.plain({ filesystem: "ext4", devices: BOTH }),
    "disk-raid-missing",
    'add raid: "raid1"',
  ],
  [
    "the level of another file system",
    Disk.plain(untypedProps({ filesystem: "btrfs", devices: BOTH, raid: "mirror" })),
    "disk-raid-unknown",
    '"mirror"',
    "raid1c3",
  ],
  [
    "one disk twice",
    Disk.zfs({ devices: [SSD, SSD], raid: "mirror" }),
    "disk-device-duplicate",
    SSD,
  ],
  ["the system's disk as a data disk", withData({ device: SSD }), "disk-device-duplicate", SSD],
  [
    "the system's disk as a cache",
    Disk.zfs({ device: SSD, cache: [SSD] }),
    "disk-device-duplicate",
    SSD,
  ],
  ["disks named in two ways", plain({ devices: BOTH, raid: "raid1" }), "disk-devices-conflict"],
  ["no disk at all", Disk.zfs({ devices: [] }), "disk-device-missing"],
  [
    "a data disk without a device",
    plain({
      data: [DataDisk.plain({ name: "srv", filesystem: "xfs", mountpoint: "/srv" })],
    }),
    "disk-device-missing",
    "data disk has no device",
    '"srv"',
  ],
  ["a data disk of the system's name", withData({ name: "main" }), "disk-name-duplicate"],
  ["a data disk with a bad name", withData({ name: "my srv" }), "disk-name-invalid", "my srv"],
  [
    "an encrypted data disk with the name of the system's",
    Disk.luks({
      filesystem: "ext4",
      device: SSD,
      data: [DataDisk.luks({ name: "root", device: SSD2, filesystem: "xfs", mountpoint: "/srv" })],
    }),
    "disk-name-duplicate",
    "unlocked device",
  ],
  [
    "two data disks of one name",
    plain({
      data: ["/srv", "/home"].map((mountpoint, index) =>
        DataDisk.plain({ name: "srv", device: `/dev/sd${index}x`, filesystem: "xfs", mountpoint }),
      ),
    }),
    "disk-name-duplicate",
    '"srv"',
  ],
  [
    "a partition of a name that the layout has",
    plain({ swap: { partition: "2G" }, partitions: { swap: SRV } }),
    "disk-name-duplicate",
    '"swap"',
  ],
  [
    "a label longer than GPT has room for",
    withData({ name: "photographs-of-all-years" }),
    "disk-label-long",
    "36 characters",
  ],
  [
    "a pool with a word of ZFS as its name",
    Disk.zfs({ device: SSD, pool: "raidz" }),
    "disk-name-reserved",
  ],
  [
    "a volume group with the name of a folder in /dev",
    Disk.lvm({ device: SSD, group: "mapper", volumes: { root: ROOT } }),
    "disk-name-reserved",
  ],
  [
    "a logical volume with a name of LVM's own",
    Disk.lvm({ device: SSD, volumes: { root_tmeta: ROOT } }),
    "disk-name-reserved",
  ],
  [
    "a dataset with a snapshot's name",
    Disk.zfs({ device: SSD, datasets: { root: "/", "home@now": "/home" } }),
    "disk-name-invalid",
  ],
  [
    "a fraction as size",
    plain({ swap: { partition: "1.5G" } }),
    "disk-size-invalid",
    '"1.5G"',
    "1536M",
  ],
  ["a size without a unit", plain({ bootSize: JSON.parse('"512"') }), "disk-size-invalid"],
  [
    "percent of a volume group",
    Disk.lvm({ device: SSD, volumes: { root: { ...ROOT, size: JSON.parse('"50%"') } } }),
    "disk-size-invalid",
    '"50%"',
  ],
  [
    "two partitions of 100%",
    plain({ partitions: { srv: { ...SRV, size: "100%" } } }),
    "disk-size-rest",
    '["srv","root"]',
  ],
  ["an ESP without room", plain({ bootSize: "100M" }), "disk-boot-small", "256M or more"],
  [
    "no root",
    Disk.zfs({ device: SSD, datasets: { nix: "/nix" } }),
    "disk-root-missing",
    "no file system is mounted at /",
  ],
  [
    "two roots",
    plain({ partitions: { srv: { ...SRV, mountpoint: "/" } } }),
    "disk-mount-duplicate",
    '"/"',
  ],
  ["a data disk at /boot", withData({ mountpoint: "/boot" }), "disk-mount-duplicate", '"/boot"'],
  [
    "a root in memory without /nix",
    Disk.zfs({ device: SSD, tmpfs: { "/": "2G" }, datasets: { home: "/home" } }),
    "disk-root-volatile",
  ],
  ["a mountpoint of the kernel's", withData({ mountpoint: "/proc/data" }), "disk-mount-invalid"],
  ["a relative mountpoint", withData({ mountpoint: "srv" }), "disk-mount-invalid", '"srv"'],
  ["a step up in a mountpoint", withData({ mountpoint: "/srv/../etc" }), "disk-mount-invalid"],
  [
    "a partition that is mounted nowhere",
    plain({ partitions: { srv: { size: "9G", filesystem: "xfs" } } }),
    "disk-mount-missing",
  ],
  [
    "a logical volume of an unknown file system",
    Disk.lvm({ device: SSD, volumes: { root: { ...ROOT, filesystem: JSON.parse('"zfs"') } } }),
    "disk-filesystem-unknown",
  ],
  ["two mount options in one", plain({ mountOptions: ["a b"] }), "disk-mount-option", '"a b"'],
  [
    "partitions beside a btrfs of two disks",
    Disk.plain({ filesystem: "btrfs", devices: BOTH, raid: "raid1", partitions: { srv: SRV } }),
    "disk-partitions-unmirrored",
  ],
  [
    "a swap file on ZFS",
    Disk.zfs({ device: SSD, swap: { file: "4G" } }),
    "disk-swap-file",
    "ext4, xfs, or btrfs on one disk",
  ],
  [
    "a swap file on a btrfs of two disks",
    Disk.plain({ filesystem: "btrfs", devices: BOTH, raid: "raid1", swap: { file: "4G" } }),
    "disk-swap-file",
  ],
  ["zram as a fraction", plain({ swap: { zramPercent: 0.5 } }), "disk-zram-percent", "0.5"],
  [
    "a host id that is no number",
    Disk.zfs({ device: SSD, hostId: "nas" }),
    "disk-host-id-invalid",
    "eight hexadecimal digits",
  ],
  [
    "ZFS's own encryption in the options of a dataset",
    Disk.zfs({
      device: SSD,
      datasets: { root: { mountpoint: "/", options: { encryption: "on" } } },
    }),
    "disk-zfs-encryption",
    "would hang at boot",
  ],
  [
    "a mountpoint in the options of a dataset",
    Disk.zfs({ device: SSD, datasetOptions: { mountpoint: "/tank" } }),
    "disk-zfs-property",
    '"mountpoint"',
  ],
  [
    "a property that ZFS does not take",
    Disk.zfs({ device: SSD, poolOptions: { "ashift=12": "" } }),
    "disk-zfs-property",
  ],
];

const WRONG_DISKS: readonly WrongFleet[] = [
  ...MISTAKES.map(([mistake, disk, code, ...says]) => ({
    mistake,
    declare: () => atHome(disk),
    path: "infra/machine:nas",
    code,
    says,
  })),
  {
    mistake: "hybrid boot on ARM",
    declare: () =>
      fleetWith(
        (fleet) =>
          new NixosMachine(fleet, "nas", {
            stateVersion: "25.11",
            platform: "aarch64-linux",
            disk: plain({ boot: "hybrid" }),
          }),
      ),
    path: "infra/machine:nas",
    code: "disk-boot-mismatch",
    says: ['is not supported on the platform: "hybrid"'],
  },
  {
    mistake: "a kernel name of a disk on a server with volumes",
    declare: () =>
      oneMachine({
        server: { ...SERVER, volumes: [{ name: "data", sizeGb: 10 }] },
        disk: plain({ device: "/dev/sda" }),
      }),
    path: "infra/machine:cinnabar",
    code: "disk-device-moves",
    says: ["a volume of the server may have it", "remove `device`"],
  },
  {
    mistake: "disko's options for the disk of the layout",
    declare: () => atHome(plain({}), { disko: { devices: { disk: { other: { device: SSD } } } } }),
    path: "infra/machine:nas",
    code: "disk-second-layout",
    says: [SSD, "one layout for each disk"],
  },
];

describeWrongFleets("a wrong layout", WRONG_DISKS);
