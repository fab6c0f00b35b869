import { DataDisk, Disk, Location, type NixosMachine, ServerType } from "../../../../constructs";

type Server = NonNullable<NixosMachine["server"]>;

const SSD = "/dev/disk/by-id/nvme-SSD_1";
const SSD2 = "/dev/disk/by-id/nvme-SSD_2";
const HDD = [1, 2, 3, 4].map((number) => `/dev/disk/by-id/ata-HDD_${number}`);
const HDD1 = "/dev/disk/by-id/ata-HDD_1";
const BOTH = [SSD, SSD2];

const CLOUD: Server = { type: ServerType.CX53, location: Location.FSN1 };
const CLOUD_UEFI: Server = { type: ServerType.CCX13, location: Location.FSN1 };

/** Common layouts, each under the name of its machine. */
export const LAYOUTS: {
  readonly [machine: string]: { readonly disk: Disk; readonly server?: Server };
} = {
  // ZFS
  "zfs-one": { disk: Disk.zfs({ device: SSD }) },
  "zfs-cloud-bios": { disk: Disk.zfs({}), server: CLOUD },
  "zfs-cloud-uefi": { disk: Disk.zfs({ swap: { partition: "4G" } }), server: CLOUD_UEFI },
  "zfs-mirror": { disk: Disk.zfs({ devices: BOTH, raid: "mirror", hostId: "0fa1c3d2" }) },
  "zfs-mirror-bios": {
    disk: Disk.zfs({ devices: BOTH, raid: "mirror", boot: "bios", swap: { partition: "8G" } }),
  },
  "zfs-mirror-hybrid": { disk: Disk.zfs({ devices: BOTH, raid: "mirror", boot: "hybrid" }) },
  "zfs-raidz": { disk: Disk.zfs({ devices: HDD, raid: "raidz1", bootSize: "2G" }) },
  "zfs-raidz2-data": {
    disk: Disk.plain({
      filesystem: "ext4",
      device: SSD,
      data: [
        DataDisk.zfs({
          name: "tank",
          devices: HDD,
          raid: "raidz2",
          datasets: { media: "/srv/media", backup: { mountpoint: "/srv/backup" } },
        }),
      ],
    }),
  },
  "zfs-mirrors": {
    disk: Disk.plain({
      filesystem: "ext4",
      device: SSD,
      data: [
        DataDisk.zfs({
          name: "tank",
          vdevs: [
            { raid: "mirror", devices: HDD.slice(0, 2) },
            { raid: "mirror", devices: HDD.slice(2) },
          ],
          cache: [SSD2],
          datasets: { srv: "/srv" },
        }),
      ],
    }),
  },
  "zfs-special": {
    disk: Disk.zfs({
      devices: HDD.slice(0, 2),
      raid: "mirror",
      special: { raid: "mirror", devices: BOTH },
      spares: HDD.slice(2, 3),
      log: { devices: HDD.slice(3) },
    }),
  },
  "zfs-luks": { disk: Disk.zfs({ encryption: "luks" }), server: CLOUD_UEFI },
  "zfs-luks-mirror": {
    disk: Disk.zfs({
      devices: BOTH,
      raid: "mirror",
      encryption: "luks",
      swap: { partition: "8G" },
    }),
  },
  "zfs-nested": {
    disk: Disk.zfs({
      device: SSD,
      pool: "rpool",
      datasets: {
        "local/root": { mountpoint: "/", blankSnapshot: true },
        "local/nix": { mountpoint: "/nix", options: { "com.sun:auto-snapshot": "false" } },
        "safe/home": "/home",
        "safe/persist": "/persist",
        reserved: { options: { refreservation: "10G" } },
      },
      poolOptions: { autotrim: "off" },
      datasetOptions: { compression: "lz4" },
    }),
  },
  "zfs-tmpfs-root": {
    disk: Disk.zfs({
      device: SSD,
      tmpfs: { "/": "4G" },
      datasets: { nix: "/nix", persist: "/persist" },
      swap: { zramPercent: 50 },
    }),
  },
  // mdadm
  "md-mirror": { disk: Disk.plain({ filesystem: "ext4", devices: BOTH, raid: "raid1" }) },
  "md-mirror-bios": {
    disk: Disk.plain({
      filesystem: "ext4",
      devices: BOTH,
      raid: "raid1",
      boot: "bios",
      swap: { partition: "4G" },
    }),
  },
  "md-luks": {
    disk: Disk.luks({
      filesystem: "ext4",
      devices: BOTH,
      raid: "raid1",
      boot: "bios",
      swap: { partition: "4G" },
    }),
  },
  "md-luks-lvm": {
    disk: Disk.lvm({
      devices: BOTH,
      raid: "raid1",
      encryption: "luks",
      volumes: {
        root: { size: "50G", filesystem: "ext4", mountpoint: "/" },
        swap: { size: "8G", filesystem: "swap" },
        home: { size: "100%", filesystem: "xfs", mountpoint: "/home" },
      },
    }),
  },
  // LVM
  "lvm-plain": {
    disk: Disk.lvm({
      boot: "bios",
      device: SSD,
      group: "vg0",
      swap: { file: "2G" },
      volumes: {
        root: { size: "100%", filesystem: "ext4", mountpoint: "/", mountOptions: ["noatime"] },
      },
    }),
  },
  "lvm-two-disks": {
    disk: Disk.lvm({
      devices: BOTH,
      volumes: {
        root: { size: "100%", filesystem: "btrfs", subvolumes: { "@": "/", "@nix": "/nix" } },
      },
    }),
  },
  // btrfs
  "btrfs-mirror": { disk: Disk.plain({ filesystem: "btrfs", devices: BOTH, raid: "raid1" }) },
  "btrfs-luks-mirror": { disk: Disk.luks({ filesystem: "btrfs", devices: BOTH, raid: "raid1" }) },
  "btrfs-swap-file": {
    disk: Disk.luks({
      filesystem: "btrfs",
      subvolumes: {
        root: "/",
        nix: "/nix",
        log: { mountpoint: "/var/log", mountOptions: ["noatime"] },
      },
      swap: { file: "8G", zramPercent: 25 },
    }),
    server: CLOUD_UEFI,
  },
  // Others
  "swap-file": { disk: Disk.plain({ filesystem: "ext4", swap: { file: "4G" } }), server: CLOUD },
  hybrid: {
    disk: Disk.plain({ filesystem: "ext4", boot: "hybrid", bootSize: "512M" }),
    server: CLOUD,
  },
  partitions: {
    disk: Disk.luks({
      filesystem: "xfs",
      device: SSD,
      size: "60G",
      swap: { partition: "2G" },
      partitions: { srv: { size: "100%", filesystem: "ext4", mountpoint: "/srv" } },
    }),
  },
  "data-disks": {
    disk: Disk.luks({
      filesystem: "ext4",
      device: SSD,
      data: [
        DataDisk.luks({
          name: "backup",
          device: HDD1,
          filesystem: "xfs",
          mountpoint: "/backup",
          keep: true,
        }),
        DataDisk.lvm({
          name: "vms",
          device: SSD2,
          volumes: { images: { size: "100%", filesystem: "ext4", mountpoint: "/var/lib/vms" } },
        }),
      ],
    }),
  },
  volumes: {
    disk: Disk.plain({ filesystem: "ext4" }),
    server: { ...CLOUD, volumes: [{ name: "data", sizeGb: 50, format: "ext4" }] },
  },
};
