import type { Finding } from "../diagnostics/finding";
import type { ServerFacts } from "../machine/hardware";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { devicesOf } from "./disk-plan";
import type { Storage } from "./storage";

const DEVICE = /^\/dev\/[A-Za-z0-9][A-Za-z0-9._:+@-]*(\/[A-Za-z0-9][A-Za-z0-9._:+@-]*)*$/;
const PARTITION = /(-part\d+|\/(sd|vd|xvd|hd)[a-z]+\d+|\/(nvme\d+n|mmcblk)\d+p\d+)$/;
/** Kernel names, which depend on the order of detection. */
const KERNEL_NAME = /^\/dev\/(sd|vd|xvd|hd)[a-z]+$/;

/** Checks the devices of a machine's disks. */
export function* deviceProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const server: ServerFacts | undefined = machine.server;
  const storages = [disk.system, ...disk.data.map(({ storage }) => storage)];
  for (const storage of storages) {
    yield* conflictProblems(storage);
    if (devicesOf(storage).length > 0) continue;
    const isSystem = storage === disk.system;
    if (isSystem && server !== undefined && storage.devices === undefined) continue;
    yield {
      code: "disk-device-missing",
      summary: isSystem
        ? "disk of a machine without a server has no device"
        : "data disk has no device",
      value: isSystem ? machine.name : disk.data.find((data) => data.storage === storage)?.name,
      allowed: "a device, which the installation erases",
      remedy: "use a path from `ls /dev/disk/by-id` on the machine",
    };
  }
  const seen = new Set<string>();
  for (const device of storages.flatMap(allDevices)) {
    yield* pathProblems(device);
    if (seen.size === seen.add(device).size) {
      yield {
        code: "disk-device-duplicate",
        summary: "duplicate device in the layout",
        value: device,
        allowed: "each disk once in the whole layout",
        remedy: "use the path of another disk from `ls /dev/disk/by-id`",
      };
    }
    if ((server?.volumes ?? []).length > 0 && KERNEL_NAME.test(device)) {
      yield {
        code: "disk-device-moves",
        summary: "device name is not stable: a volume of the server may have it after a reboot",
        value: device,
        allowed: "a stable path below /dev/disk/by-path or /dev/disk/by-id",
        remedy: "remove `device`; the default is the disk's stable path on the bus",
      };
    }
  }
}

/** All disks of a storage, including log, cache and spare disks of a pool. */
export function allDevices(storage: Storage): readonly string[] {
  if (storage.kind !== "zfs") return devicesOf(storage);
  const { log, special, cache, spares } = storage;
  const helpers = [log?.devices ?? [], special?.devices ?? [], cache, spares];
  return [...devicesOf(storage), ...helpers.flat()];
}

function* conflictProblems(storage: Storage): Iterable<Finding> {
  const { device, devices } = storage;
  const vdevs = storage.kind === "zfs" ? storage.vdevs : undefined;
  const given = Object.entries({ device, devices, vdevs }).filter(([, value]) => value);
  if (given.length < 2) return;
  yield {
    code: "disk-devices-conflict",
    summary: "disks are given in more than one prop",
    value: given.map(([name]) => name),
    allowed: "one of device, devices and vdevs",
    remedy: "keep the prop that lists all disks",
  };
}

function* pathProblems(device: string): Iterable<Finding> {
  if (!DEVICE.test(device)) {
    yield {
      code: "disk-device-invalid",
      summary: "device of disk is not a device path",
      value: device,
      allowed: "/dev/…, without spaces and quotes",
      remedy: "use a path such as /dev/disk/by-id/…",
    };
  } else if (PARTITION.test(device)) {
    yield {
      code: "disk-device-partition",
      summary: "device of disk is a partition",
      value: device,
      allowed: "a whole disk, which the layout partitions",
      remedy: `use ${device.replace(/(-part|p)?\d+$/, "")}`,
    };
  }
}
