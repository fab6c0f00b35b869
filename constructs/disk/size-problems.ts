import type { Finding } from "../diagnostics/finding";
import type { Disk } from "./disk";
import { devicesOf } from "./disk-plan";
import type { Volumes } from "./props";
import { sizeInMib } from "./sizes";
import type { Storage } from "./storage";
import { swapFileFolder } from "./swap-file";

const MOST_ZRAM_PERCENT = 200;

/** Checks the sizes of partitions and swap. */
export function* sizeProblems(disk: Disk): Iterable<Finding> {
  const { bootSize, swap, tmpfs, system, data } = disk;
  for (const size of [bootSize, swap.partition, swap.file, ...Object.values(tmpfs)]) {
    if (size !== undefined) yield* invalidSize(size, sizeInMib(size) !== undefined);
  }
  for (const storage of [system, ...data.map((one) => one.storage)]) yield* restProblems(storage);
  yield* swapFileProblems(disk);
  const percent = swap.zramPercent;
  if (
    percent !== undefined &&
    !(Number.isInteger(percent) && percent >= 1 && percent <= MOST_ZRAM_PERCENT)
  ) {
    yield {
      code: "disk-zram-percent",
      summary: "size of compressed swap is out of range",
      value: percent,
      allowed: `an integer percentage of the memory, 1 to ${MOST_ZRAM_PERCENT}`,
      remedy: "use 50, the default of NixOS, or remove `zramPercent`",
    };
  }
}

function* restProblems(storage: Storage): Iterable<Finding> {
  if (storage.kind === "zfs") return;
  const volumes: Volumes = storage.kind === "lvm" ? storage.volumes : storage.partitions;
  const sizes = Object.entries(volumes).map(([name, { size }]) => [name, size] as const);
  if (storage.kind === "filesystem") sizes.push(["root", storage.size as "100%"]);
  for (const [, size] of sizes) {
    yield* invalidSize(size, size === "100%" || sizeInMib(size) !== undefined);
  }
  const rest = sizes.filter(([, size]) => size === "100%").map(([name]) => name);
  if (rest.length < 2) return;
  yield {
    code: "disk-size-rest",
    summary: "two parts use the remaining space of the disk",
    value: rest,
    allowed: 'one part with size "100%"',
    remedy:
      storage.kind === "lvm"
        ? "set the size of all but one of them"
        : "set the `size` of the partitions or of the file system",
  };
}

function* invalidSize(size: string, isValid: boolean): Iterable<Finding> {
  if (isValid) return;
  yield {
    code: "disk-size-invalid",
    summary: "size is invalid",
    value: size,
    allowed: 'an integer with M, G or T, such as "512M"; for a partition or volume also "100%"',
    remedy: 'write "1536M" for 1.5 GB',
  };
}

function* swapFileProblems({ swap, system }: Disk): Iterable<Finding> {
  if (swap.file === undefined) return;
  const isBtrfs = system.kind === "filesystem" && system.filesystem === "btrfs";
  if (isBtrfs ? devicesOf(system).length < 2 : swapFileFolder(system) !== undefined) return;
  yield {
    code: "disk-swap-file",
    summary: "file system does not support swap files",
    value: swap.file,
    allowed: "ext4, xfs, or btrfs on one disk",
    remedy:
      'use swap: { partition } or zramPercent, or with Disk.lvm a volume with filesystem "swap"',
  };
}
