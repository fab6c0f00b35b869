import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { bootProblems } from "./boot-problems";
import { deviceProblems } from "./device-problems";
import type { Disk } from "./disk";
import { diskFileProblems } from "./file-problems";
import { mountProblems } from "./mount-problems";
import { nameProblems } from "./name-problems";
import { secondLayoutProblems } from "./second-layout";
import { sizeProblems } from "./size-problems";
import { storageProblems } from "./storage-problems";
import { unlockProblems } from "./unlock-problems";
import { zfsProblems } from "./zfs-problems";

/** Checks the disks of a machine. */
export function* diskProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const storages = [disk.system, ...disk.data.map(({ storage }) => storage)];
  yield* bootProblems(machine, disk);
  yield* deviceProblems(machine, disk);
  let isPlannable = true;
  for (const storage of storages) {
    for (const finding of [...storageProblems(storage), ...zfsProblems(storage)]) {
      isPlannable = false;
      yield finding;
    }
  }
  yield* sizeProblems(disk);
  yield* secondLayoutProblems(machine, disk);
  yield* diskFileProblems(machine, disk);
  yield* unlockProblems(machine, disk);
  if (!isPlannable) return;
  yield* nameProblems(machine, disk);
  yield* mountProblems(machine, disk);
}
