import type { Finding } from "../diagnostics/finding";
import { machineFiles } from "../machine/machine-files";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { devicesOf } from "./disk-plan";

/**
 * A file system for `/`, or the name of the disk that the layouts of this library have. A `"/"` elsewhere is
 * none, such as one of nginx' `locations`; within `fileSystems = { … }` it may stand after other file systems.
 */
const ROOT =
  /\bmountpoint\s*=\s*"\/"|\bfileSystems\s*(\.|=\s*\{([^{}]|\{([^{}]|\{[^{}]*\})*\})*?)\s*"\/"\s*[=.]|\bdisk\.main\b/;

/** Files in `machines/<name>/` that lay out the same disk; one that adds another disk is none of them. */
export function* diskFileProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const storages = [disk.system, ...disk.data.map(({ storage }) => storage)];
  const devices = storages.flatMap(devicesOf);
  for (const { path, code } of machineFiles(machine)) {
    const hasDevice = devices.some((device) => code.includes(JSON.stringify(device)));
    if (!hasDevice && !ROOT.test(code)) continue;
    yield {
      code: "disk-in-machine-file",
      summary: "machine has a disk, and a file that clan imports by itself lays it out as well",
      value: path,
      allowed: "one of the two",
      remedy: "remove the prop `disk` if the machine was installed by the file, or else the file",
    };
  }
}
