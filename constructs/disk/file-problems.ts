import type { Finding } from "../diagnostics/finding";
import { machineFiles } from "../machine/machine-files";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { devicesOf } from "./disk-plan";

/**
 * A file system for `/`, or the disk name of this library's layouts. Does not match `"/"` elsewhere, such as in
 * nginx' `locations`; in `fileSystems = { … }`, other file systems may come first.
 */
const ROOT =
  /\bmountpoint\s*=\s*"\/"|\bfileSystems\s*(\.|=\s*\{([^{}]|\{([^{}]|\{[^{}]*\})*\})*?)\s*"\/"\s*[=.]|\bdisk\.main\b/;

/** Reports files in `machines/<name>/` with a layout of the same disk; a layout of another disk is allowed. */
export function* diskFileProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  const storages = [disk.system, ...disk.data.map(({ storage }) => storage)];
  const devices = storages.flatMap(devicesOf);
  for (const { path, code } of machineFiles(machine)) {
    const hasDevice = devices.some((device) => code.includes(JSON.stringify(device)));
    if (!hasDevice && !ROOT.test(code)) continue;
    yield {
      code: "disk-in-machine-file",
      summary: "machine has the prop disk, and a file that clan imports also defines the layout",
      value: path,
      allowed: "one of the two",
      remedy:
        "remove the prop `disk` if the machine was installed with the file; otherwise, remove the layout from the file",
    };
  }
}
