import type { Disk } from "./disk";
import { sizeInMib } from "./sizes";
import type { Storage } from "./storage";

/** A swap file on ext4 or xfs. */
export interface SwapFile {
  readonly path: string;
  readonly sizeMib: number;
}

/** The swap file of a system without btrfs. */
export function swapFile({ system, swap }: Disk): SwapFile | undefined {
  const mountpoint = swapFileFolder(system);
  const sizeMib = swap.file === undefined ? undefined : sizeInMib(swap.file);
  if (mountpoint === undefined || sizeMib === undefined) return undefined;
  return { path: `${mountpoint === "/" ? "" : mountpoint}/swapfile`, sizeMib };
}

/** Possible location of a swap file on ext4 or xfs. */
export function swapFileFolder(storage: Storage): string | undefined {
  if (storage.kind === "zfs") return undefined;
  if (storage.kind === "filesystem") return storage.mountpoint;
  const root = Object.values(storage.volumes).find(({ mountpoint }) => mountpoint === "/");
  return root?.filesystem === "ext4" || root?.filesystem === "xfs" ? "/" : undefined;
}
