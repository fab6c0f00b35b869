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

const DATA = 'volumes: [{ name: "data", sizeGb: 10 }]';
const CINNABAR = machine("cinnabar", { server: DATA });
const BOTH = "cinnabar, verdigris";

/** A fleet with cinnabar as given, and verdigris. */
function withCinnabar(cinnabar: string): string {
  return [cinnabar, machine("verdigris"), stack("hetzner", BOTH)].join("\n");
}

/** The fleet of the last synth, which the examples change. */
export const EXAMPLE_BEFORE = withCinnabar(CINNABAR);

defineCodes("Changes", {
  "installed-disk-changed": {
    severity: "error",
    meaning:
      "An installed machine gets another disk layout, boot mode or platform. A layout is made once, by the installation. The next update would write a boot loader and mount points for partitions that are not on the disk, and the machine would not start again.",
    example: withCinnabar(
      machine("cinnabar", { server: DATA, disk: 'Disk.luks({ filesystem: "btrfs" })' }),
    ),
    corrected: EXAMPLE_BEFORE,
  },
  "machine-moved": {
    severity: "error",
    meaning:
      "A machine is in another stack than before. Terraform knows nothing of one stack in the other: the old one would destroy the server, and the new one create another.",
    example: [
      CINNABAR,
      machine("verdigris"),
      stack("hetzner", "cinnabar"),
      stack("second", "verdigris"),
    ].join("\n"),
    corrected: [
      CINNABAR,
      machine("verdigris", { props: 'movedFrom: { stack: "hetzner" }' }),
      stack("hetzner", "cinnabar"),
      stack("second", "verdigris"),
    ].join("\n"),
  },
  "machine-removed": {
    severity: "error",
    meaning:
      "A machine of the last synth is not in the fleet any more. `prevent_destroy` goes away with it, so the next apply would destroy its server and volumes. A machine that was renamed looks the same.",
    example: [CINNABAR, stack("hetzner", "cinnabar")].join("\n"),
    corrected: [
      CINNABAR,
      machine("malachite", { props: 'movedFrom: "verdigris"' }),
      stack("hetzner", "cinnabar, malachite"),
    ].join("\n"),
  },
  "resource-destroyed": {
    severity: "error",
    meaning:
      "The next apply would destroy or replace something that holds data or an address. It is a volume that the fleet does not name any more, or a server whose change replaces it.",
    example: withCinnabar(machine("cinnabar")),
    corrected: withCinnabar(
      machine("cinnabar", {
        server: 'volumes: [{ name: "data", sizeGb: 10, retire: { keep: true } }]',
      }),
    ),
  },
  "retire-protected": {
    severity: "error",
    meaning:
      "Something is retired that Hetzner still protects. The API would refuse to delete it, but the provider detaches a volume, and takes an address from its server, before it asks.",
    example: [
      CINNABAR,
      machine("verdigris", { props: "retire: true" }),
      stack("hetzner", BOTH),
    ].join("\n"),
    corrected: [
      CINNABAR,
      machine("verdigris", { server: "protection: false" }),
      stack("hetzner", BOTH),
    ].join("\n"),
  },
  "server-type-change": {
    severity: "warning",
    meaning:
      "The type of an existing server changes. The provider powers the server off for it, and the disk grows with the type unless `keepDisk` is set. A disk never shrinks again, so only types with a disk of that size are possible afterwards.",
    example: withCinnabar(machine("cinnabar", { server: DATA, type: "CX33" })),
    corrected: EXAMPLE_BEFORE,
  },
  "server-type-change-impossible": {
    severity: "error",
    meaning:
      "The type of an existing server cannot change to this one. It has another processor or boot mode, a smaller disk, or is not sold any more. The provider powers the server off before it finds out, and leaves it off.",
    example: withCinnabar(machine("cinnabar", { server: DATA, type: "CPX22" })),
    corrected: EXAMPLE_BEFORE,
  },
  "stack-removed": {
    severity: "error",
    meaning:
      "A stack of the last synth is not in the fleet any more. Its servers go on running, and nothing manages them; a stack of another id with the same machines would create them again. A stack that was renamed looks the same.",
    example: EXAMPLE_BEFORE.replaceAll('"hetzner"', '"cloud"'),
    corrected: [CINNABAR, machine("verdigris"), stack("cloud", BOTH, 'movedFrom: "hetzner"')].join(
      "\n",
    ),
  },
});
