import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { settingsOf } from "../module/machine-modules";
import type { Setting } from "../options/nix-value";
import { isSettings } from "../options/setting-kinds";
import type { Disk } from "./disk";

const LAYOUTS = "Disk.luks or Disk.plain with ext4 or btrfs";
const DEVICE = /^\/dev\/[A-Za-z0-9][A-Za-z0-9._:+@-]*(\/[A-Za-z0-9][A-Za-z0-9._:+@-]*)*$/;
const PARTITION = /(-part\d+|\/(sd|vd|xvd|hd)[a-z]+\d+|\/(nvme\d+n|mmcblk)\d+p\d+)$/;

/** What is wrong with the disk of a machine. */
export function* diskProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  yield* filesystemProblems(disk);
  yield* deviceProblems(machine, disk);
  yield* bootProblems(machine, disk);
  yield* secondLayoutProblems(machine);
}

function* filesystemProblems({ encryption, filesystem }: Disk): Iterable<Finding> {
  if (encryption === "zfs") {
    yield {
      code: "disk-zfs-encryption",
      summary:
        "disk with ZFS's own encryption would hang at boot: its key, one of clan's vars, does not exist in the initrd",
      value: { filesystem, encryption },
      allowed: LAYOUTS,
      remedy: 'use Disk.luks({ filesystem: "btrfs" }), which is unlocked over ssh',
    };
  } else if (filesystem !== "ext4" && filesystem !== "btrfs") {
    yield {
      code: "disk-filesystem-unknown",
      summary: "file system of disk is not one that layouts exist for",
      value: filesystem,
      allowed: LAYOUTS,
      remedy: 'use "btrfs" for snapshots and checksums, or set disko.devices instead of `disk`',
    };
  }
}

function* deviceProblems(machine: NixosMachine, { device }: Disk): Iterable<Finding> {
  if (device === undefined && machine.server === undefined) {
    yield {
      code: "disk-device-missing",
      summary: "disk of a machine without a server names no device",
      value: machine.name,
      allowed: "a device: the install erases it",
      remedy: "give the path that `ls /dev/disk/by-id` prints there",
    };
  } else if (device !== undefined && !DEVICE.test(device)) {
    yield {
      code: "disk-device-invalid",
      summary: "device of disk is not a path of a device",
      value: device,
      allowed: "/dev/…, without spaces and quotes",
      remedy: "give /dev/disk/by-id/… or the like",
    };
  } else if (device !== undefined && PARTITION.test(device)) {
    yield {
      code: "disk-device-partition",
      summary: "device of disk is a partition",
      value: device,
      allowed: "a whole disk: the layout makes the partitions",
      remedy: `use ${device.replace(/(-part|p)?\d+$/, "")}`,
    };
  }
}

function* bootProblems({ server, platform }: NixosMachine, { boot }: Disk): Iterable<Finding> {
  if (boot === undefined) return;
  if (boot !== "bios" && boot !== "uefi") {
    yield {
      code: "disk-boot-unknown",
      summary: "boot mode of disk is unknown",
      value: boot,
      allowed: "bios, uefi",
      remedy: "remove `boot` where a server's type says it",
    };
  } else if (server?.type?.bootMode !== undefined && boot !== server.type.bootMode) {
    yield {
      code: "disk-boot-mismatch",
      summary: `boot mode of disk is not that of ${server.type.name}, which would not start from it`,
      value: boot,
      allowed: server.type.bootMode,
      remedy:
        "remove `boot`: it follows from the server's type; for a server that support switched, ServerType.custom({ …, bootMode })",
    };
  } else if (boot === "bios" && platform === "aarch64-linux") {
    yield {
      code: "disk-boot-mismatch",
      summary: "boot mode of disk does not exist on the platform",
      value: boot,
      allowed: `uefi on ${platform}`,
      remedy: "remove `boot`, or correct `platform`",
    };
  }
}

/** Disko would merge two layouts into one that nobody meant. */
function* secondLayoutProblems(machine: NixosMachine): Iterable<Finding> {
  for (const [place, { disko }] of settingsOf(machine)) {
    if (disko === undefined || !setsDevices(disko)) continue;
    yield {
      code: "disk-second-layout",
      summary: "machine has a disk, and its disko.devices are set as well",
      value: place,
      allowed: "one of the two",
      remedy: "remove the layout that is not on the machine's disk",
    };
  }
}

function setsDevices(disko: Setting): boolean {
  return isSettings(disko) && "devices" in disko;
}
