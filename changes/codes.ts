import { defineCodes } from "../constructs/diagnostics/codes";

interface MachineProps {
  readonly disk?: string;
  readonly type?: string;
  readonly server?: string;
  readonly props?: string;
}

function machine(name: string, { disk, type, server, props }: MachineProps = {}): string {
  const specification = [`type: ServerType.${type ?? "CX23"}`, "location: Location.FSN1", server];
  return [
    `const ${name} = new NixosMachine(fleet, "${name}", {`,
    '  stateVersion: "25.11",',
    `  disk: ${disk ?? 'Disk.plain({ filesystem: "ext4" })'},`,
    `  server: { ${specification.filter((prop) => prop !== undefined).join(", ")} },`,
    ...(props === undefined ? [] : [`  ${props},`]),
    "});",
  ].join("\n");
}

function stack(id: string, machines: string, ...props: readonly string[]): string {
  const all = [`machines: [${machines}]`, `token: ApiToken.fromClanSecret("${id}")`, ...props];
  return `new HetznerStack(app, "${id}", { ${all.join(", ")} });`;
}

const DATA = 'volumes: [{ name: "data", sizeGb: 20 }]';
const BACKUPS = "backups: true";
const VERDIGRIS = machine("verdigris", { server: BACKUPS });
const CINNABAR = machine("cinnabar", { server: DATA });
const BOTH = "cinnabar, verdigris";

/** A fleet with cinnabar as given, and verdigris. */
function withCinnabar(cinnabar: string): string {
  return [cinnabar, VERDIGRIS, stack("hetzner", BOTH)].join("\n");
}

/** The fleet of the last synth; the examples change it. */
export const EXAMPLE_BEFORE = withCinnabar(CINNABAR);

defineCodes("Changes", {
  "backend-changed": {
    severity: "warning",
    meaning:
      "The backend of a stack changes, and its state stays in the former one. Where nothing remembers the former backend, as in CI, the next apply starts with an empty state and creates everything again.",
    example: [
      CINNABAR,
      VERDIGRIS,
      stack("hetzner", BOTH, 'backend: Backend.http({ address: "https://state.example.org" })'),
    ].join("\n"),
    corrected: EXAMPLE_BEFORE,
  },
  "backups-deleted": {
    severity: "error",
    acceptable: true,
    meaning:
      "The backups of an existing server are switched off. Hetzner then deletes all existing backups, immediately and permanently. Accept it for a server with backups that are no longer needed, until it is applied.",
    example: [CINNABAR, machine("verdigris"), stack("hetzner", BOTH)].join("\n"),
    corrected: EXAMPLE_BEFORE,
  },
  "installed-disk-changed": {
    severity: "error",
    meaning:
      "The disk layout, boot mode or platform of an installed machine changes. Only the installation creates the layout. The next update would configure a boot loader and mount points for partitions that do not exist, and the machine would not boot.",
    example: withCinnabar(
      machine("cinnabar", { server: DATA, disk: 'Disk.plain({ filesystem: "btrfs" })' }),
    ),
    corrected: EXAMPLE_BEFORE,
  },
  "machine-class-changed": {
    severity: "error",
    meaning:
      "A Mac has the name of a former NixOS machine, or the reverse. It is another computer or another system: nothing would manage the former one any more, and the next apply would destroy its server.",
    example: [
      CINNABAR,
      'new DarwinMachine(fleet, "verdigris", { stateVersion: 6 });',
      stack("hetzner", "cinnabar"),
    ].join("\n"),
    corrected: [EXAMPLE_BEFORE, 'new DarwinMachine(fleet, "malachite", { stateVersion: 6 });'].join(
      "\n",
    ),
  },
  "machine-moved": {
    severity: "error",
    meaning:
      "A machine is in a different stack than before. Each stack has its own state: the old stack would destroy the server, and the new stack would create another one.",
    example: [CINNABAR, VERDIGRIS, stack("hetzner", "cinnabar"), stack("second", "verdigris")].join(
      "\n",
    ),
    corrected: [
      CINNABAR,
      machine("verdigris", { server: BACKUPS, props: 'movedFrom: { stack: "hetzner" }' }),
      stack("hetzner", "cinnabar"),
      stack("second", "verdigris"),
    ].join("\n"),
  },
  "machine-removed": {
    severity: "error",
    meaning:
      "A machine of the last synth is no longer in the fleet. Its `prevent_destroy` is removed with it, so the next apply would destroy its server and volumes. A renamed machine causes the same error.",
    example: [CINNABAR, stack("hetzner", "cinnabar")].join("\n"),
    corrected: [
      CINNABAR,
      machine("malachite", { server: BACKUPS, props: 'movedFrom: "verdigris"' }),
      stack("hetzner", "cinnabar, malachite"),
    ].join("\n"),
  },
  "resource-destroyed": {
    severity: "error",
    meaning:
      "The next apply would destroy or replace a resource that holds data or an address. For example, a volume is no longer in the fleet, or a change replaces a server.",
    example: withCinnabar(machine("cinnabar")),
    corrected: withCinnabar(
      machine("cinnabar", {
        server: 'volumes: [{ name: "data", sizeGb: 20, retire: { keep: true } }]',
      }),
    ),
  },
  "retire-protected": {
    severity: "error",
    meaning:
      "A retired resource still has delete protection at Hetzner. The API would refuse to delete it, but before that the provider detaches a volume or unassigns an address.",
    example: [
      CINNABAR,
      machine("verdigris", { server: BACKUPS, props: "retire: true" }),
      stack("hetzner", BOTH),
    ].join("\n"),
    corrected: [
      CINNABAR,
      machine("verdigris", { server: `${BACKUPS}, protection: false` }),
      stack("hetzner", BOTH),
    ].join("\n"),
  },
  "server-type-change": {
    severity: "warning",
    meaning:
      "The type of an existing server changes. The provider powers the server off during the change, and enlarges the disk unless `keepDisk` is set. A disk cannot shrink, so afterwards only types with at least that disk size are possible.",
    example: withCinnabar(machine("cinnabar", { server: DATA, type: "CX33" })),
    corrected: EXAMPLE_BEFORE,
  },
  "server-type-change-impossible": {
    severity: "error",
    meaning:
      "The type of an existing server cannot change to the new type. The new type has a different CPU architecture or boot mode, a smaller disk, or is no longer sold. The provider powers the server off before the change fails, and leaves it off.",
    example: withCinnabar(machine("cinnabar", { server: DATA, type: "CPX22" })),
    corrected: EXAMPLE_BEFORE,
  },
  "stack-removed": {
    severity: "error",
    meaning:
      "A stack of the last synth is no longer in the fleet. Its servers keep running, but nothing manages them; a stack with another id and the same machines would create them again. A renamed stack causes the same error.",
    example: EXAMPLE_BEFORE.replaceAll('"hetzner"', '"cloud"'),
    corrected: [CINNABAR, VERDIGRIS, stack("cloud", BOTH, 'movedFrom: "hetzner"')].join("\n"),
  },
  "state-version-changed": {
    severity: "warning",
    meaning:
      "The state version of a machine changes. It selects the defaults of services that keep data, so a service may start with an empty folder or refuse the data of its older version. It does not upgrade anything.",
    example: withCinnabar(CINNABAR.replace("25.11", "26.05")),
    corrected: EXAMPLE_BEFORE,
  },
  "volume-shrinks": {
    severity: "error",
    meaning:
      "The size of a volume decreases. Hetzner can only enlarge a volume, so the apply would fail halfway.",
    example: withCinnabar(
      machine("cinnabar", { server: 'volumes: [{ name: "data", sizeGb: 10 }]' }),
    ),
    corrected: EXAMPLE_BEFORE,
  },
});
