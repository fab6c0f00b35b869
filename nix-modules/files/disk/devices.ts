import { type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type {
  DiskEncryption,
  DiskPlan,
  PlannedArray,
  PlannedDataset,
  PlannedDisk,
  PlannedPartition,
  PlannedPool,
  PlannedVdev,
  Topology,
} from "../../../constructs";
import { contentValue } from "./content";

/** Devices of one kind, in the order of their declaration. */
type Kind = readonly [kind: string, devices: readonly (readonly [name: string, value: NixValue])[]];

/** `disko.devices`: what disko partitions, formats and mounts. */
export function diskoDevices(
  plan: DiskPlan,
  tmpfs: { readonly [mountpoint: string]: string },
  encryption: DiskEncryption | undefined,
): NixEntry {
  const kinds: readonly Kind[] = [
    ["disk", plan.disks.map((disk) => [disk.name, diskValue(disk, encryption)])],
    ["mdadm", plan.arrays.map((array) => [array.name, arrayValue(array, encryption)])],
    [
      "lvm_vg",
      plan.groups.map(({ name, volumes }) => [
        name,
        nix.set({ type: "lvm_vg", lvs: parts(volumes, encryption) }),
      ]),
    ],
    ["zpool", plan.pools.map((pool) => [pool.name, poolValue(pool)])],
    [
      "nodev",
      Object.entries(tmpfs).map(([mountpoint, size]) => [mountpoint, memory(mountpoint, size)]),
    ],
  ];
  const present = kinds.filter(([, devices]) => devices.length > 0);
  const [[kind, [only, ...others]] = ["disk", []], ...otherKinds] = present;
  if (otherKinds.length === 0 && only !== undefined && others.length === 0) {
    return nix.entry(["disko", "devices", kind, only[0]], only[1]);
  }
  return nix.entry(["disko", "devices"], nix.set(...present.map(kindEntry)));
}

/** A single device extends the attribute path; several devices form a set. */
function kindEntry([kind, devices]: Kind): NixEntry {
  const [only, ...others] = devices;
  return only !== undefined && others.length === 0
    ? nix.entry([kind, only[0]], only[1])
    : nix.entry(kind, nix.set(...devices.map(([name, value]) => nix.entry(name, value))));
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

function arrayValue(
  { level, content }: PlannedArray,
  encryption: DiskEncryption | undefined,
): NixValue {
  return nix.set({ type: "mdadm", level, content: contentValue(content, encryption) });
}

/** A tmpfs. Only /tmp is writable for all users. */
function memory(mountpoint: string, size: string): NixValue {
  const mode = mountpoint.endsWith("/tmp") ? "1777" : "755";
  return nix.set({ fsType: "tmpfs", mountOptions: [`size=${size}`, `mode=${mode}`] });
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
