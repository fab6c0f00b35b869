import type { FleetChanges } from "./compare";
import type { Loss } from "./losses";
import { RECORD_FILE } from "./record";
import { ways } from "./ways";

/** Changed disk layouts of machines that may be installed with the former one, which no record describes. */
export function unrecordedDisks({
  unrecordedDisks,
  isRecordDamaged,
}: FleetChanges): readonly Loss[] {
  return unrecordedDisks.map((machine) => ({
    machine,
    finding: {
      code: "installed-disk-changed",
      ...(!isRecordDamaged && { severity: "warning" as const }),
      summary: `modules/hosts/${machine}/disko.nix changes, and ${RECORD_FILE} ${isRecordDamaged ? "cannot be read" : "is missing"}: if ${machine} is installed, it may not boot from its existing disk after the next update`,
      value: machine,
      allowed: "the disk layout that the machine was installed with",
      remedy: ways([
        `restore the record: git checkout HEAD -- ${RECORD_FILE}`,
        "restore the disk layout of the last synth",
        `if the machine was never installed, or its disk already has the new layout, npx fleet synth --never-applied ${machine}`,
      ]),
    },
  }));
}
