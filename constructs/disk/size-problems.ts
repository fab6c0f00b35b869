import type { Finding } from "../diagnostics/finding";
import type { Disk } from "./disk";
import { devicesOf } from "./disk-plan";
import type { Volumes } from "./props";
import { sizeInMib } from "./sizes";
import type { Storage } from "./storage";
import { swapFileFolder } from "./swap-file";

const MOST_ZRAM_PERCENT = 200;

/** What is wrong with sizes, of partitions and of swap. */
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
      allowed: `a whole number of percent of the memory, 1 to ${MOST_ZRAM_PERCENT}`,
      remedy: "use 50 as NixOS does, or remove `zramPercent`",
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
    summary: "two take all that is left of the disk",
    value: rest,
    allowed: 'one with size "100%"',
    remedy:
      storage.kind === "lvm"
        ? "give all but one of them a size of their own"
        : "give the partitions, or the file system itself, a `size`",
  };
}

function* invalidSize(size: string, isValid: boolean): Iterable<Finding> {
  if (isValid) return;
  yield {
    code: "disk-size-invalid",
    summary: "size is not one that disko takes",
    value: size,
    allowed: 'a whole number with M, G or T, such as "512M"; "100%" of a partition or volume',
    remedy: 'write "1536M" for 1.5 GB',
  };
}

function* swapFileProblems({ swap, system }: Disk): Iterable<Finding> {
  if (swap.file === undefined) return;
  const isBtrfs = system.kind === "filesystem" && system.filesystem === "btrfs";
  if (isBtrfs ? devicesOf(system).length < 2 : swapFileFolder(system) !== undefined) return;
  yield {
    code: "disk-swap-file",
    summary: "a swap file does not work there",
    value: swap.file,
    allowed: "ext4, xfs, or btrfs of one disk: neither ZFS nor several disks of btrfs can hold one",
    remedy: "use swap: { partition }, or zramPercent; with Disk.lvm a volume for swap",
  };
}
