import type { Finding } from "../diagnostics/finding";
import { type MachineFile, machineFiles } from "../machine/machine-files";
import type { NixosMachine } from "../machine/nixos-machine";
import { importedBy, settingsOf } from "../module/machine-modules";
import { isHandWritten } from "../module/module";
import { isSettings } from "../options/setting-kinds";

/** Reports a machine without a disk layout; its installation would fail after the server is created. */
export function* missingDiskProblems(machine: NixosMachine): Iterable<Finding> {
  if (machine.disk !== undefined) return;
  const declared = machine.fleet.inputs.map(({ name }) => name);
  const places = settingsOf(machine).map(([, settings]) => settings);
  const isElsewhere =
    machineFiles(machine).some(mayHaveDisk) ||
    importedBy(machine).some((module) =>
      module.kind === "input-module" ? declared.includes(module.input) : isHandWritten(module),
    ) ||
    places.some(
      (place) =>
        !isSettings(place) || ["disko", "fileSystems", "imports"].some((name) => name in place),
    );
  if (isElsewhere) return;
  yield {
    code: "disk-missing",
    summary: "machine with a server has no disk, so it cannot be installed",
    value: machine.name,
    allowed:
      "a `disk`, disko or fileSystems in its settings, a module of a FlakeInput, a hand-written module, or machines/<name>/disko.nix",
    remedy: 'add disk: Disk.luks({ filesystem: "ext4" }), or Disk.plain',
  };
}

/** A hardware configuration defines file systems, unless it was generated for a machine with disko. */
function mayHaveDisk({ path, code }: MachineFile): boolean {
  return !path.endsWith("/hardware-configuration.nix") || code.includes("fileSystems");
}
