import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import {
  ApiToken,
  DendriticModule,
  Disk,
  DiskEncryption,
  FlakeInput,
  Fleet,
  type HetznerServerSpec,
  HetznerStack,
  Location,
  NixosMachine,
  type NixosMachineProps,
  ServerType,
} from "../../constructs";
import { issuesOf } from "../support/diagnostics";
import { type OneMachine, oneMachine, SERVER, testApp } from "../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";

const PLAIN = Disk.plain({ filesystem: "ext4" });
const AT_HOME = Disk.plain({ filesystem: "ext4", device: "/dev/sda" });

function disk(layout: Disk, server: HetznerServerSpec = SERVER): OneMachine {
  return oneMachine({ server, disk: layout });
}

/** A machine at home, which no server's type describes. */
function atHome(props: Partial<NixosMachineProps>) {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", ...props });
  return { app, machine };
}

/** A server whose machine has no `disk`. */
function withoutDisk(settings: Partial<NixosMachineProps>) {
  const { app, machine } = atHome({ server: SERVER, ...settings });
  new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
  return { app };
}

const WRONG_DISKS: readonly WrongFleet[] = [
  {
    mistake: "ZFS with native encryption",
    declare: () => disk(Disk.zfs({ encryption: true })),
    path: "infra/machine:cinnabar",
    code: "disk-zfs-encryption",
    says: [
      "would hang at boot: its key does not exist in the initrd",
      'Disk.zfs with encryption: "luks", or Disk.luks with ext4, xfs or btrfs',
      'Disk.zfs({ encryption: "luks" })',
    ],
  },
  {
    mistake: "an invalid file system in JavaScript",
    declare: () => disk(Disk.plain(JSON.parse('{ "filesystem": "ntfs" }'))),
    path: "infra/machine:cinnabar",
    code: "disk-filesystem-unknown",
    says: ['is not supported: "ntfs"', "ext4, xfs or btrfs"],
  },
  {
    mistake: "UEFI on a server that boots with legacy BIOS",
    declare: () => disk(Disk.plain({ filesystem: "ext4", boot: "uefi" })),
    path: "infra/machine:cinnabar",
    code: "disk-boot-mismatch",
    says: ['does not match cx53: "uefi"', "allowed: bios", "remove `boot`"],
  },
  {
    mistake: "BIOS on a server that boots with UEFI",
    declare: () =>
      disk(Disk.plain({ filesystem: "btrfs", boot: "bios" }), {
        type: ServerType.CCX13,
        location: Location.FSN1,
      }),
    path: "infra/machine:cinnabar",
    code: "disk-boot-mismatch",
    says: ['does not match ccx13: "bios"', "allowed: uefi"],
  },
  {
    mistake: "BIOS on ARM",
    declare: () =>
      atHome({
        platform: "aarch64-linux",
        disk: Disk.plain({ filesystem: "ext4", boot: "bios", device: "/dev/sda" }),
      }),
    path: "infra/machine:cinnabar",
    code: "disk-boot-mismatch",
    says: ['is not supported on the platform: "bios"', "uefi on aarch64-linux"],
  },
  {
    mistake: "an invalid boot mode in JavaScript",
    declare: () => disk(Disk.plain(JSON.parse('{ "filesystem": "ext4", "boot": "efi" }'))),
    path: "infra/machine:cinnabar",
    code: "disk-boot-unknown",
    says: ['boot mode of disk is unknown: "efi"', "bios, uefi, hybrid"],
  },
  {
    mistake: "a server without a disk layout",
    declare: () => withoutDisk({}),
    path: "infra/machine:cinnabar",
    code: "disk-missing",
    says: ["machine with a server has no disk", '"cinnabar"', "Disk.luks"],
  },
  {
    mistake: "no device on a machine without a server",
    declare: () => atHome({ disk: PLAIN }),
    path: "infra/machine:cinnabar",
    code: "disk-device-missing",
    says: ["has no device", "which the installation erases", "/dev/disk/by-id"],
  },
  {
    mistake: "a device that is not a path",
    declare: () => disk(Disk.plain({ filesystem: "ext4", device: "sda" })),
    path: "infra/machine:cinnabar",
    code: "disk-device-invalid",
    says: ['not a device path: "sda"', "/dev/…"],
  },
  {
    mistake: "a device with a quote in its path",
    declare: () => disk(Disk.plain({ filesystem: "ext4", device: '/dev/sda"; reboot' })),
    path: "infra/machine:cinnabar",
    code: "disk-device-invalid",
    says: ["not a device path", "without spaces and quotes"],
  },
  ...[
    ["/dev/sda1", "/dev/sda"],
    ["/dev/nvme0n1p2", "/dev/nvme0n1"],
    ["/dev/disk/by-id/nvme-Samsung_990-part1", "/dev/disk/by-id/nvme-Samsung_990"],
  ].map(([device = "", whole = ""]) => ({
    mistake: `the partition ${device}`,
    declare: () => disk(Disk.plain({ filesystem: "ext4", device })),
    path: "infra/machine:cinnabar",
    code: "disk-device-partition",
    says: [`device of disk is a partition: "${device}"`, "a whole disk", `use ${whole}`],
  })),
  {
    mistake: "a disk in addition to disko's options",
    declare: () =>
      oneMachine({
        server: SERVER,
        disk: PLAIN,
        settings: { disko: { devices: { disk: { main: { device: "/dev/sdb" } } } } },
      }),
    path: "infra/machine:cinnabar",
    code: "disk-second-layout",
    says: [
      'its settings define disko.devices for the same disk: "settings: disk.main"',
      "one layout for each disk",
    ],
  },
  {
    mistake: "a disk in addition to a module with disko's options",
    declare: () => {
      const app = testApp();
      const fleet = new Fleet(app, "infra");
      const parts = { disko: { nixos: { disko: { devices: nix.ref("config.layout") } } } };
      const imports = [new DendriticModule(fleet, "layout", { parts })];
      new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", disk: AT_HOME, imports });
      return { app };
    },
    path: "infra/machine:cinnabar",
    code: "disk-second-layout",
    says: ['define disko.devices for the same disk: "settings in module layout: an expression'],
  },
];

describeWrongFleets("a wrong disk", WRONG_DISKS);

it("uses the boot mode of the server type by default", () => {
  const modes = [ServerType.CX53, ServerType.CCX13, ServerType.CAX11].map((type) => {
    const server = { type, location: Location.FSN1 };
    const { app, machine } = disk(Disk.plain({ filesystem: "btrfs" }), server);
    expect(issuesOf(app)).toEqual([]);
    return machine.bootMode;
  });
  expect(modes).toEqual(["bios", "uefi", "uefi"]);
});

it.each(["bios", "uefi"] as const)(
  "boots %s on a machine without a server, with the prop boot",
  (boot) => {
    const device = "/dev/disk/by-id/nvme-Samsung_SSD_990_PRO_1TB_S6Z1NF0W1234567";
    const { app, machine } = atHome({ disk: Disk.plain({ filesystem: "ext4", device, boot }) });
    expect(issuesOf(app)).toEqual([]);
    expect(machine.bootMode).toBe(boot);
  },
);

it("has a passphrase and an initrd key only when it is encrypted", () => {
  const passphrase = { passphrase: { neededFor: "partitioning" } };
  const encryption = DiskEncryption.of(disk(Disk.luks({ filesystem: "ext4" })).machine);
  expect(encryption?.passphrase.files).toEqual(passphrase);
  expect(encryption?.port).not.toBe(22);
  expect(DiskEncryption.of(disk(PLAIN).machine)).toBeUndefined();
});

it("a server can get its layout from a flake input", () => {
  const { app, machine } = atHome({});
  const layouts = new FlakeInput(machine.fleet, "layouts", { url: "github:a/layouts" });
  const web = new NixosMachine(machine.fleet, "web", {
    stateVersion: "25.11",
    server: SERVER,
    imports: [layouts.module("nixos", "hetzner")],
  });
  new HetznerStack(app, "hetzner", { machines: [web], token: ApiToken.fromEnvironment() });
  expect(issuesOf(app)).toEqual([]);
});

it.each<Partial<NixosMachineProps>>([
  { settings: { disko: { devices: nix.ref("config.layout") } } },
  { settings: { fileSystems: { "/": { device: "/dev/sda1", fsType: "ext4" } } } },
])("a server can get its layout from its settings: %j", (props) => {
  expect(issuesOf(withoutDisk(props).app)).toEqual([]);
});
