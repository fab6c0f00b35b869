import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import type { Content, DiskPlan } from "./plan";

const MOUNTPOINT = /^\/([A-Za-z0-9._@+-]+(\/[A-Za-z0-9._@+-]+)*)?$/;
const MOUNT_OPTION = /^[A-Za-z0-9_.:=@%+/,-]+$/;
/** Mountpoints of the kernel and systemd. */
const TAKEN = /^\/(proc|sys|dev|run)(\/|$)/;

interface Mount {
  readonly mountpoint: string;
  readonly options: readonly string[];
}

/** Checks the mountpoints and mount options. */
export function* mountProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const volatile = Object.keys(disk.tmpfs).map((mountpoint) => ({ mountpoint, options: [] }));
  const mounts = [...mountsOf(disk.planOf(machine)), ...volatile];
  const seen = new Set<string>();
  for (const { mountpoint, options } of mounts) {
    yield* pathProblems(mountpoint);
    yield* optionProblems(options);
    if (seen.size !== seen.add(mountpoint).size) continue;
    yield {
      code: "disk-mount-duplicate",
      summary: "duplicate mountpoint",
      value: mountpoint,
      allowed: "unique mountpoints; /boot is the boot partition",
      remedy: "mount one of them elsewhere",
    };
  }
  if (!seen.has("/")) {
    yield {
      code: "disk-root-missing",
      summary: "no file system is mounted at /",
      value: [...seen],
      allowed: 'a file system, subvolume, dataset or volume at "/"',
      remedy: 'mount one at "/", or add tmpfs: { "/": "2G" } for a root in memory',
    };
  } else if ("/" in disk.tmpfs && !seen.has("/nix") && !seen.has("/nix/store")) {
    yield {
      code: "disk-root-volatile",
      summary: "/ is in memory, but /nix is not on a disk",
      value: [...seen],
      allowed: "a file system, subvolume, dataset or volume at /nix",
      remedy: 'mount one at "/nix"',
    };
  }
}

function mountsOf({ disks, arrays, groups, pools }: DiskPlan): readonly Mount[] {
  const parts = [...disks.flatMap(({ partitions }) => partitions), ...arrays];
  const contents = [...parts, ...groups.flatMap(({ volumes }) => volumes)].flatMap(({ content }) =>
    content === undefined ? [] : mountsIn(content),
  );
  const datasets = pools.flatMap((pool) =>
    pool.datasets.flatMap(({ mountpoint }) =>
      mountpoint === undefined ? [] : [{ mountpoint, options: [] }],
    ),
  );
  return [...contents, ...datasets];
}

function mountsIn(content: Content): readonly Mount[] {
  if (content.type === "luks")
    return content.content === undefined ? [] : mountsIn(content.content);
  if (content.type === "btrfs") {
    return content.subvolumes.map(({ mountpoint, mountOptions = [] }) => ({
      mountpoint,
      options: mountOptions,
    }));
  }
  if (content.type !== "filesystem" || content.mountpoint === undefined) return [];
  return [{ mountpoint: content.mountpoint, options: content.mountOptions ?? [] }];
}

function* pathProblems(mountpoint: string): Iterable<Finding> {
  const steps = mountpoint.split("/");
  const isPath = MOUNTPOINT.test(mountpoint) && !steps.includes(".") && !steps.includes("..");
  if (isPath && !TAKEN.test(mountpoint)) return;
  yield {
    code: "disk-mount-invalid",
    summary: isPath
      ? "mountpoint is reserved for the kernel or systemd"
      : "mountpoint is not a path",
    value: mountpoint,
    allowed: "an absolute path without spaces, not below /proc, /sys, /dev and /run",
    remedy: isPath ? "mount it elsewhere" : "write it as /srv/data",
  };
}

function* optionProblems(options: readonly string[]): Iterable<Finding> {
  for (const option of options) {
    if (MOUNT_OPTION.test(option)) continue;
    yield {
      code: "disk-mount-option",
      summary: "mount option is invalid",
      value: option,
      allowed: "a name, or name=value, without spaces and quotes",
      remedy: "write each option as a separate list item",
    };
  }
}
