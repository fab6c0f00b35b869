import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import { ExternalModule } from "../module/external-module";
import { importedBy, settingsOf } from "../module/machine-modules";

/** Else the server is bought before its installation finds nothing to install to. */
export function* missingDiskProblems(machine: NixosMachine): Iterable<Finding> {
  if (machine.disk !== undefined) return;
  const declared = machine.fleet.inputs.map(({ name }) => name);
  const places = settingsOf(machine).map(([, settings]) => settings);
  const isElsewhere =
    importedBy(machine).some((module) =>
      module.kind === "input-module"
        ? declared.includes(module.input)
        : ExternalModule.isExternalModule(module),
    ) || ["disko", "fileSystems", "imports"].some((name) => places.some((place) => name in place));
  if (isElsewhere) return;
  yield {
    code: "disk-missing",
    summary: "machine with a server has no disk, so that it cannot be installed",
    value: machine.name,
    allowed:
      "a `disk`, disko or fileSystems in its settings, or a module of a FlakeInput or by hand",
    remedy: 'add disk: Disk.luks({ filesystem: "ext4" }), or Disk.plain',
  };
}
