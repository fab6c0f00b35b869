import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type {
  DiskEncryption,
  DiskPlan,
  PlannedDataset,
  PlannedDisk,
  PlannedPartition,
  PlannedPool,
  PlannedVdev,
  Topology,
} from "../../../constructs";
import { contentValue } from "./content";

/** What disko partitions, formats and mounts: `disko.devices`. */
export function diskoDevices(
  plan: DiskPlan,
  tmpfs: { readonly [mountpoint: string]: string },
  encryption: DiskEncryption | undefined,
): NixEntry {
  const kinds: readonly (readonly [kind: string, entries: readonly NixEntry[]])[] = [
    ["disk", plan.disks.map((disk) => nix.entry(disk.name, diskValue(disk, encryption)))],
    [
      "mdadm",
      plan.arrays.map(({ name, level, content }) =>
        nix.entry(
          name,
          nix.set({ type: "mdadm", level, content: contentValue(content, encryption) }),
        ),
      ),
    ],
    [
      "lvm_vg",
      plan.groups.map(({ name, volumes }) =>
        nix.entry(name, nix.set({ type: "lvm_vg", lvs: parts(volumes, encryption) })),
      ),
    ],
    ["zpool", plan.pools.map((pool) => nix.entry(pool.name, poolValue(pool)))],
    [
      "nodev",
      Object.entries(tmpfs).map(([mountpoint, size]) =>
        nix.entry(
          mountpoint,
          nix.set({ fsType: "tmpfs", mountOptions: [`size=${size}`, "mode=755"] }),
        ),
      ),
    ],
  ];
  const present = kinds.filter(([, entries]) => entries.length > 0);
  const [only] = plan.disks;
  if (present.length === 1 && plan.disks.length === 1 && only !== undefined) {
    return nix.entry(["disko", "devices", "disk", only.name], diskValue(only, encryption));
  }
  return nix.entry(
    ["disko", "devices"],
    nix.set(...present.map(([kind, entries]) => nix.entry(kind, nix.set(...entries)))),
  );
}

function diskValue(
  { device, keep = false, partitions }: PlannedDisk,
  encryption: DiskEncryption | undefined,
): NixValue {
  return nix.set({
    type: "disk",
    device,
    ...(keep && { destroy: false }),
    content: nix.set({ type: "gpt", partitions: parts(partitions, encryption) }),
  });
}

/** Partitions or logical volumes. */
function parts(
  planned: readonly PlannedPartition[],
  encryption: DiskEncryption | undefined,
): NixValue {
  const entries = planned.map(({ name, type, size, content }) =>
    nix.entry(
      name,
      nix.set({
        ...(type && { type }),
        size,
        ...(content && { content: contentValue(content, encryption) }),
      }),
    ),
  );
  return nix.set(entries);
}

function poolValue(pool: PlannedPool): NixValue {
  const { name, mode, topology, options, rootFsOptions, datasets } = pool;
  const modes = topology === undefined ? mode : { topology: topologyValue(topology) };
  return nix.set({
    type: "zpool",
    ...(modes !== "" && { mode: modes }),
    options,
    rootFsOptions,
    datasets: nix.set(
      datasets.map((dataset) =>
        nix.entry(dataset.name, datasetValue(dataset, `${name}/${dataset.name}`)),
      ),
    ),
  });
}

function topologyValue({ vdev, log, special, cache, spare }: Topology): NixValue {
  return nix.set({
    type: "topology",
    vdev: vdev.map(vdevValue),
    ...(log && { log: log.map(vdevValue) }),
    ...(special && { special: special.map(vdevValue) }),
    ...(cache && { cache }),
    ...(spare && { spare }),
  });
}

function vdevValue({ mode, members }: PlannedVdev): NixValue {
  return nix.set({ ...(mode !== "" && { mode }), members });
}

function datasetValue(
  { mountpoint, options, blankSnapshot }: PlannedDataset,
  path: string,
): NixValue {
  const snapshot = `${path}@blank`;
  const postCreateHook = `zfs list -t snapshot ${snapshot} || zfs snapshot ${snapshot}`;
  return nix.set({
    type: "zfs_fs",
    ...(mountpoint !== undefined && { mountpoint }),
    options,
    ...(blankSnapshot && { postCreateHook }),
  });
}
