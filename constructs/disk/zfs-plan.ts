import {
  type Content,
  type DiskPlan,
  numbered,
  type PlannedDisk,
  type PlannedPool,
  type PlannedVdev,
  type Topology,
} from "./plan";
import type { VdevProps, ZfsRaid } from "./props";
import type { ZfsStorage } from "./storage";
import type { Place } from "./storage-plan";

/** The disko plan of a ZFS pool: a partition on each disk, optionally encrypted below the pool. */
export function zfsPlan(storage: ZfsStorage, place: Place): DiskPlan {
  const { encryption, pool, log, special, cache, spares } = storage;
  const { disk, label, devices, bootPartitions, swapPartition } = place;
  const isLuks = encryption === "luks";
  const member = (name: string): Content => {
    const content = { type: "zfs", pool } as const;
    return isLuks ? { type: "luks", name, content } : content;
  };
  const swap =
    swapPartition === undefined
      ? []
      : [
          {
            name: "swap",
            size: swapPartition,
            content: { type: "swap", randomEncryption: isLuks } as const,
          },
        ];
  const systemDisks = devices.map((device, index) => ({
    name: numbered(disk, index),
    device,
    partitions: [
      ...bootPartitions(index),
      ...swap,
      { name: "zfs", size: "100%", content: member(numbered(label, index)) },
    ],
  }));
  const helpers = { log: log?.devices, special: special?.devices, cache, spare: spares };
  const helperDisks = Object.entries(helpers).flatMap(([role, paths = []]) =>
    paths.map(
      (device, index): PlannedDisk => ({
        name: numbered(`${disk}-${role}`, index),
        device,
        partitions: [
          { name: "zfs", size: "100%", content: member(numbered(`${label}-${role}`, index)) },
        ],
      }),
    ),
  );
  const disks = [...systemDisks, ...helperDisks];
  const names = isLuks
    ? disks.map(({ partitions }) => `/dev/mapper/${unlockedName(partitions.at(-1)?.content)}`)
    : disks.map(({ name }) => name);
  const memberOf = new Map(disks.map(({ device }, index) => [device, names[index] ?? ""]));
  return { disks, arrays: [], groups: [], pools: [poolOf(storage, place, memberOf)] };
}

function unlockedName(content: Content | undefined): string {
  return content?.type === "luks" ? content.name : "";
}

function poolOf(
  storage: ZfsStorage,
  { devices }: Place,
  memberOf: ReadonlyMap<string, string>,
): PlannedPool {
  const { pool, raid, vdevs = [{ ...(raid && { raid: raid as ZfsRaid }), devices }] } = storage;
  const { log, special, cache, spares, datasets, poolOptions, datasetOptions } = storage;
  const members = (paths: readonly string[]) => paths.map((path) => memberOf.get(path) ?? path);
  const planned = ({ raid: mode = "stripe", devices: paths }: VdevProps): PlannedVdev => ({
    mode: mode === "stripe" ? "" : mode,
    members: members(paths),
  });
  const topology: Topology = {
    vdev: vdevs.map(planned),
    ...(log && { log: [planned(log)] }),
    ...(special && { special: [planned(special)] }),
    ...(cache.length > 0 && { cache: members(cache) }),
    ...(spares.length > 0 && { spare: members(spares) }),
  };
  const isOneVdev = topology.vdev.length === 1 && Object.keys(topology).length === 1;
  return {
    name: pool,
    mode: topology.vdev[0]?.mode ?? "",
    topology: isOneVdev ? undefined : topology,
    options: poolOptions,
    rootFsOptions: { ...datasetOptions, canmount: "off", mountpoint: "none" },
    datasets: Object.entries(datasets).map(([name, { mountpoint, options, blankSnapshot }]) => ({
      name,
      mountpoint,
      // NixOS mounts it, not ZFS.
      options: { ...options, mountpoint: mountpoint === undefined ? "none" : "legacy" },
      blankSnapshot: blankSnapshot ?? false,
    })),
  };
}
